import { History as HistoryIcon, Redo2, Search, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { History } from '../../../shared/history/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { keysOf, runCommand } from '../../app/commands.ts'
import { nameCommand } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Field } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { StepList } from './StepList.tsx'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history-steps-tab', {
  search: 'Search in history',
  searchHint: 'Search',
  noneTitle: 'Nothing changed yet',
  none: 'Each change appears here with who made it and when, and can be taken back.',
  noMatchTitle: 'No step matches',
  noMatch: 'No step or person mentions “{{search}}”.',
  clear: 'Clear search',
})

const SHOWN = 200

export function StepsTab() {
  const t = useWords(words)
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const history = useAnswer(
    api.history.list,
    asked === '' ? { most: SHOWN } : { most: SHOWN, search: asked },
  )
  return (
    <>
      <div className={c('tools')}>
        <Field
          labelHidden
          label={t('search')}
          placeholder={t('searchHint')}
          maxLength={120}
          value={search}
          onChange={setSearch}
          end={<Icon of={Search} size="small" />}
        />
        <StepButtons history={history.data} />
      </div>
      <Answered answer={history} rows={8}>
        {({ steps }) =>
          steps.length > 0 ? (
            <StepList steps={steps} />
          ) : (
            <NoSteps search={asked} onClear={() => setSearch('')} />
          )
        }
      </Answered>
    </>
  )
}

function StepButtons({ history }: { readonly history: History | undefined }) {
  const acts = [
    { id: 'edit.undo', icon: Undo2, off: !history?.undo },
    { id: 'edit.redo', icon: Redo2, off: !history?.redo },
  ] as const
  return (
    <div className={c('buttons')}>
      {acts.map(({ id, icon, off }) => (
        <Button key={id} size="small" icon={icon} isDisabled={off} onPress={() => runCommand(id)}>
          {nameCommand(id)}
          <Keys keys={keysOf(id) ?? ''} />
        </Button>
      ))}
    </div>
  )
}

interface NoStepsProps {
  readonly search: string
  readonly onClear: () => void
}

/** Nothing yet and filtered to nothing never share words. */
function NoSteps({ search, onClear }: NoStepsProps) {
  const t = useWords(words)
  if (search === '')
    return (
      <Empty icon={HistoryIcon} title={t('noneTitle')}>
        {t('none')}
      </Empty>
    )
  const clear = (
    <Button size="small" onPress={onClear}>
      {t('clear')}
    </Button>
  )
  return (
    <Empty icon={Search} title={t('noMatchTitle')} action={clear}>
      {t('noMatch', { search })}
    </Empty>
  )
}
