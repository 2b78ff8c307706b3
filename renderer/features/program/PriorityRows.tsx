import { useState } from 'react'
import type { Priority } from '../../../shared/strategy/model.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { PriorityRow } from './PriorityRow.tsx'
import { keepOrder } from './view.ts'
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

/**
 * The heads are for the eye; each field of a row names itself. While someone is in the list it keeps
 * its order: a row that jumps away as its weight changes would take the slider along.
 */
export function PriorityRows({ all, onRemove, children }: PriorityRowsProps) {
  const t = useWords(words)
  const [order, setOrder] = useState<readonly string[] | null>(null)
  const hold = () => setOrder((held) => held ?? all.map(({ id }) => id))
  const release = (event: React.FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOrder(null)
  }
  return (
    <>
      <div className={c('columns')} aria-hidden>
        <span>{t('name')}</span>
        <span>{t('sponsor')}</span>
        <span>{t('weight')}</span>
      </div>
      {children}
      <div role="presentation" onFocus={hold} onBlur={release}>
        <ul className={c('rows')} aria-label={t('title')}>
          {keepOrder(all, order).map((priority) => (
            <PriorityRow
              key={priority.id}
              priority={priority}
              all={all}
              onRemove={() => onRemove(priority)}
            />
          ))}
        </ul>
      </div>
    </>
  )
}
