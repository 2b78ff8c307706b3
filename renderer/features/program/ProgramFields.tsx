import type { Program } from '../../../shared/program/model.ts'
import { api } from '../../app/api.ts'
import { AutosaveField } from '../../app/AutosaveField.tsx'
import type { CallOptions } from '../../app/connection.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useCommand } from '../../data/commands.ts'
import { Choice } from '../../ui/Choice.tsx'
import { classNames } from '../../ui/classes.ts'
import { horizonChoices } from './view.ts'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-fields', {
  name: 'Name',
  nameMissing: 'The program needs a name. The last one is kept until you type another.',
  purpose: 'Purpose',
  purposeHint: 'What should be different because of this program. It heads every report.',
  owner: 'Owner',
  deputy: 'Deputy',
  deputyHint: 'Takes over when the owner is away',
  sponsor: 'Sponsor',
  sponsorHint: 'Speaks for the program in public',
  horizon: 'Horizon',
  months: '{{count}} months',
})

type TextField = 'name' | 'purpose' | 'owner' | 'deputy' | 'sponsor'

export function ProgramFields({ program }: { readonly program: Program }) {
  const t = useWords(words)
  const change = useCommand(api.program.change)
  const save = (field: TextField) => (text: string, options: CallOptions) =>
    change.run({ [field]: text }, options)
  const field = (name: TextField, maxLength = 120) => ({
    label: t(name),
    saved: program[name],
    save: save(name),
    maxLength,
  })
  return (
    <div className={c('fields')}>
      <div className={c('wide')}>
        <AutosaveField
          {...field('name')}
          refuse={(text) => (text.trim() === '' ? t('nameMissing') : null)}
        />
      </div>
      <div className={c('horizon')}>
        <Choice
          label={t('horizon')}
          value={String(program.horizonMonths)}
          choices={horizonChoices(program.horizonMonths).map((months) => ({
            value: String(months),
            words: t('months', { count: months }),
          }))}
          onChange={(months) => void change.run({ horizonMonths: Number(months) })}
        />
      </div>
      <div className={c('whole')}>
        <AutosaveField {...field('purpose', 1_000)} long hint={t('purposeHint')} />
      </div>
      <AutosaveField {...field('owner')} />
      <AutosaveField {...field('deputy')} hint={t('deputyHint')} />
      <AutosaveField {...field('sponsor')} hint={t('sponsorHint')} />
    </div>
  )
}
