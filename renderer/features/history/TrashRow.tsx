import type { Trashed } from '../../../shared/history/model.ts'
import { formatDay, formatShortDay } from '../../app/formats.ts'
import { defineWords, useWords, type Say } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { HistoryRow } from './HistoryRow.tsx'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history-trash-row', {
  meta: 'Removed {{day}} by {{actor}}. Kept until {{until}}.',
  metaAlso_one: 'Removed {{day}} by {{actor}}, with {{count}} more row. Kept until {{until}}.',
  metaAlso_other: 'Removed {{day}} by {{actor}}, with {{count}} more rows. Kept until {{until}}.',
  restore: 'Restore',
  restoreName: 'Restore “{{title}}”',
  purge: 'Delete for good…',
  purgeName: 'Delete for good… “{{title}}”',
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

interface TrashRowProps {
  readonly item: Trashed
  readonly refusal: string | null
  readonly onRestore: () => void
  readonly onPurge: () => void
}

export function TrashRow({ item, refusal, onRestore, onPurge }: TrashRowProps) {
  const t = useWords(words)
  const { title, step } = item
  const acts = (
    <div className={c('acts')}>
      <Button size="small" aria-label={t('restoreName', { title })} onPress={onRestore}>
        {t('restore')}
      </Button>
      <span data-purges={step}>
        <Button size="small" look="quiet" aria-label={t('purgeName', { title })} onPress={onPurge}>
          {t('purge')}
        </Button>
      </span>
    </div>
  )
  return <HistoryRow sentence={title} meta={describe(item, t)} refusal={refusal} act={acts} />
}
