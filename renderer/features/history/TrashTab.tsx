import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { StepId, Trashed } from '../../../shared/history/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { withdrawSteps } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { PurgeDialog } from './PurgeDialog.tsx'
import { TrashRow } from './TrashRow.tsx'
import { useTakeBack } from './take-back.ts'
import { neighbourOf } from './view.ts'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history-trash', {
  emptyTitle: 'The trash is empty',
  empty: 'What you remove waits here for 30 days and can be put back with everything tied to it.',
  emptyNow: 'Empty the trash…',
})

interface Asked {
  readonly items: readonly Trashed[]
  /** The row that takes the focus afterwards. */
  readonly next: StepId | null
}

/** The row that was acted on is gone from here, so the focus goes to the one named, or to the tab. */
function focusRow(step: StepId | null): void {
  const row = document.querySelector<HTMLElement>(`[data-purges="${step}"] button`)
  const tab = document.querySelector<HTMLElement>('[role="tab"][data-selected]')
  ;(row ?? tab)?.focus()
}

/** The dialog stands beside the list, so that it outlives the last row. */
export function TrashTab() {
  const t = useWords(words)
  const trash = useAnswer(api.history.trash)
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = (wanted: Asked) => {
    withdrawSteps()
    setAsked(wanted)
  }
  const leavePurged = ({ next }: Asked) => {
    setAsked(null)
    setTimeout(() => focusRow(next), 0)
  }
  return (
    <>
      <Answered answer={trash} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={Trash2} title={t('emptyTitle')}>
              {t('empty')}
            </Empty>
          ) : (
            <Trash items={items} onPurge={ask} />
          )
        }
      </Answered>
      {asked ? (
        <PurgeDialog
          items={asked.items}
          onClose={() => setAsked(null)}
          onPurged={() => leavePurged(asked)}
        />
      ) : null}
    </>
  )
}

interface TrashProps {
  readonly items: readonly Trashed[]
  readonly onPurge: (asked: Asked) => void
}

function Trash({ items, onPurge }: TrashProps) {
  const t = useWords(words)
  const { takeBack, refusalOf } = useTakeBack(() => focusRow(null))
  const emptyTrash = () => onPurge({ items, next: null })
  // What came here with one step goes with it too.
  const purge = ({ step }: Trashed) =>
    onPurge({
      items: items.filter((item) => item.step === step),
      next: neighbourOf(step, items),
    })
  return (
    <>
      <div className={c('tools')}>
        <div className={c('buttons')}>
          <Button size="small" look="danger" icon={Trash2} onPress={emptyTrash}>
            {t('emptyNow')}
          </Button>
        </div>
      </div>
      <ul className={c('trash')}>
        {items.map((item) => (
          <TrashRow
            key={`${item.step}-${item.title}`}
            item={item}
            refusal={refusalOf(item.step)}
            onRestore={() => takeBack(item.step)}
            onPurge={() => purge(item)}
          />
        ))}
      </ul>
    </>
  )
}
