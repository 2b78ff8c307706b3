import { Trash2 } from 'lucide-react'
import type { NewPriority, Priority } from '../../../shared/strategy/model.ts'
import { api } from '../../app/api.ts'
import { AutosaveField } from '../../app/AutosaveField.tsx'
import type { CallOptions } from '../../app/connection.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useCommand } from '../../data/commands.ts'
import { IconButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { PriorityWeight } from './PriorityWeight.tsx'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-priority', {
  name: 'Name of the priority',
  nameMissing: 'A priority needs a name. The last one is kept until you type another.',
  sponsor: 'Sponsor of “{{name}}”',
  noSponsor: 'No sponsor',
  remove: 'Remove “{{name}}”',
  removeTip: 'Remove',
})

interface PriorityRowProps {
  readonly priority: Priority
  readonly all: readonly Priority[]
  readonly onRemove: () => void
}

export function PriorityRow({ priority, all, onRemove }: PriorityRowProps) {
  const t = useWords(words)
  const command = useCommand(api.strategy.changePriority)
  const { id, name, sponsor } = priority
  const save = (change: Partial<NewPriority>, options: CallOptions) =>
    command.run({ id, change }, options)
  return (
    <li className={c('row')} data-row={id}>
      <AutosaveField
        bare
        labelHidden
        label={t('name')}
        maxLength={160}
        saved={name}
        save={(text, options) => save({ name: text }, options)}
        refuse={(text) => (text.trim() === '' ? t('nameMissing') : null)}
      />
      <AutosaveField
        bare
        labelHidden
        label={t('sponsor', { name })}
        placeholder={t('noSponsor')}
        maxLength={120}
        saved={sponsor}
        save={(text, options) => save({ sponsor: text }, options)}
      />
      <PriorityWeight priority={priority} all={all} />
      <IconButton
        size="small"
        icon={Trash2}
        name={t('remove', { name })}
        tip={t('removeTip')}
        onPress={onRemove}
      />
    </li>
  )
}
