import type { Priority } from '../../../shared/strategy/model.ts'
import { defineWords, useWords } from '../../app/words.ts'
import { classNames } from '../../ui/classes.ts'
import { PriorityRow } from './PriorityRow.tsx'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-priority-rows', {
  title: 'Priorities',
  name: 'Priority',
  sponsor: 'Sponsor',
  weight: 'Weight',
})

interface PriorityRowsProps {
  readonly all: readonly Priority[]
  readonly onRemove: (priority: Priority) => void
  readonly children: React.ReactNode
}

/** The heads are for the eye; each field of a row names itself. */
export function PriorityRows({ all, onRemove, children }: PriorityRowsProps) {
  const t = useWords(words)
  return (
    <>
      <div className={c('columns')} aria-hidden>
        <span>{t('name')}</span>
        <span>{t('sponsor')}</span>
        <span>{t('weight')}</span>
      </div>
      {children}
      <ul className={c('rows')} aria-label={t('title')}>
        {all.map((priority) => (
          <PriorityRow
            key={priority.id}
            priority={priority}
            all={all}
            onRemove={() => onRemove(priority)}
          />
        ))}
      </ul>
    </>
  )
}
