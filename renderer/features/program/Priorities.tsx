import { Plus, Target } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Priority } from '../../../shared/strategy/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { useHasDraft } from '../../data/drafts.ts'
import { useCommand } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { NEW_PRIORITY, NewPriority } from './NewPriority.tsx'
import { PriorityRows } from './PriorityRows.tsx'
import { neighbourOf } from './view.ts'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-priorities', {
  title: 'Priorities',
  add: 'Add priority',
  emptyTitle: 'No priorities yet',
  empty:
    'A priority is a strategic aim of your organisation that mentoring is to serve. Gaps, aims and pairs will be tied to it.',
})

export function Priorities() {
  const t = useWords(words)
  const priorities = useAnswer(api.strategy.listPriorities)
  const remove = useCommand(api.strategy.removePriority, { announce: true })
  const leftOff = useHasDraft(NEW_PRIORITY)
  const [asked, setAdding] = useState<boolean | null>(null)
  // What was being typed when the workspace was locked is there again, and stays once it is added.
  if (asked === null && leftOff) setAdding(true)
  const adding = asked ?? leftOff
  const panel = useRef<HTMLDivElement>(null)
  const focusOn = (part: string) => panel.current?.querySelector<HTMLElement>(part)?.focus()

  async function removeRow(priority: Priority, all: readonly Priority[]): Promise<void> {
    const next = neighbourOf(priority.id, all)
    const outcome = await remove.run({ id: priority.id })
    if (outcome.ok) focusOn(next ? `[data-row="${next}"] button` : '[data-adds] button')
  }
  function leave(): void {
    setAdding(false)
    requestAnimationFrame(() => focusOn('[data-adds] button'))
  }

  return (
    <div ref={panel} className={c('priorities')}>
      <Panel title={t('title')} end={<AddButton onAdd={() => setAdding(true)} />}>
        <Answered answer={priorities} rows={3}>
          {(all) =>
            all.length === 0 && !adding ? (
              <Empty icon={Target} title={t('emptyTitle')}>
                {t('empty')}
              </Empty>
            ) : (
              <PriorityRows all={all} onRemove={(priority) => void removeRow(priority, all)}>
                {adding ? <NewPriority onLeave={leave} /> : null}
              </PriorityRows>
            )
          }
        </Answered>
      </Panel>
    </div>
  )
}

function AddButton({ onAdd }: { readonly onAdd: () => void }) {
  const t = useWords(words)
  return (
    <span data-adds>
      <Button size="small" icon={Plus} onPress={onAdd}>
        {t('add')}
      </Button>
    </span>
  )
}
