import { Trash2 } from 'lucide-react'
import type { Trashed } from '../../../shared/history/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatDay, formatShortDay } from '../../app/formats.ts'
import { defineWords, useWords, type Say } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { HistoryRow } from './HistoryRow.tsx'
import { useTakeBack } from './take-back.ts'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history-trash', {
  emptyTitle: 'The trash is empty',
  empty: 'What you remove waits here for 30 days and can be put back with everything tied to it.',
  meta: 'Removed {{day}} by {{actor}}. Kept until {{until}}.',
  metaAlso_one: 'Removed {{day}} by {{actor}}, with {{count}} more row. Kept until {{until}}.',
  metaAlso_other: 'Removed {{day}} by {{actor}}, with {{count}} more rows. Kept until {{until}}.',
  restore: 'Restore',
  restoreName: 'Restore “{{title}}”',
})

function describe(item: Trashed, t: Say<(typeof words)['defaults']>): string {
  const values = {
    day: formatShortDay(item.removedAt),
    actor: item.removedBy,
    until: formatDay(item.keptUntil),
  }
  if (item.alsoRemoved === 0) return t('meta', values)
  return t('metaAlso', { ...values, count: item.alsoRemoved })
}

/** The row that was restored is gone from here, so the focus goes back to the tab. */
function focusTab(): void {
  document.querySelector<HTMLElement>('[role="tab"][data-selected]')?.focus()
}

export function TrashTab() {
  const t = useWords(words)
  const trash = useAnswer(api.history.trash)
  const { takeBack, refusalOf } = useTakeBack(focusTab)
  const restoreButton = ({ title, step }: Trashed) => (
    <Button size="small" aria-label={t('restoreName', { title })} onPress={() => takeBack(step)}>
      {t('restore')}
    </Button>
  )
  return (
    <Answered answer={trash} rows={3}>
      {(items) =>
        items.length === 0 ? (
          <Empty icon={Trash2} title={t('emptyTitle')}>
            {t('empty')}
          </Empty>
        ) : (
          <ul className={c('trash')}>
            {items.map((item) => (
              <HistoryRow
                key={`${item.step}-${item.title}`}
                sentence={item.title}
                meta={describe(item, t)}
                refusal={refusalOf(item.step)}
                act={restoreButton(item)}
              />
            ))}
          </ul>
        )
      }
    </Answered>
  )
}
