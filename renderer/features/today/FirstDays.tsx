import { CircleCheck } from 'lucide-react'
import { runCommand } from '../../app/commands.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import type { AnyCommandId } from '../../../shared/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { nextThing, type FirstThing, type Task } from './view.ts'
import css from './Today.module.css'

const c = classNames(css)
const words = defineWords('today-first', {
  title: 'First days',
  count: '{{done}} of {{all}} done',
  rest: 'All clear',
  restBody: 'Everything the first days ask for is in the workspace.',
  doneWord: 'Done: ',
  kit: 'Keep the recovery kit',
  kitWhat: 'Two groups were typed back, so the page is really there.',
  start: 'Choose where to start',
  startWhat: 'A template or an empty program.',
  purpose: 'Write down what the program is for',
  purposeWhat: 'One or two sentences. They head every report.',
  purposeAct: 'Write purpose',
  people: 'Name a sponsor and a deputy',
  peopleWhat: 'Who speaks for the program, and who takes over when you are away.',
  peopleAct: 'Name them',
  priorities: 'Add the priorities mentoring is to serve',
  prioritiesWhat: 'Each aim of a mentee will be tied to one of them.',
  prioritiesAct: 'Add priorities',
  weights: 'Weigh the priorities against each other',
  weightsWhat: 'At least one counts more than another.',
  weightsAct: 'Set weights',
  backup: 'Make a backup',
  backupWhat: 'A copy that was opened and checked. Put one on another drive too.',
  backupAct: 'Back up now',
})

const ACTS: Readonly<Record<FirstThing, AnyCommandId | null>> = {
  kit: null,
  start: null,
  purpose: '/program',
  people: '/program',
  priorities: '/program',
  weights: '/program',
  backup: 'file.backUp',
}

export function FirstDays({ tasks }: { readonly tasks: readonly Task[] }) {
  const t = useWords(words)
  const done = tasks.filter((task) => task.done).length
  const next = nextThing(tasks)
  return (
    <Panel
      title={t('title')}
      end={<span className={c('count')}>{t('count', { done, all: tasks.length })}</span>}
    >
      {next === null ? (
        <Empty icon={CircleCheck} title={t('rest')}>
          {t('restBody')}
        </Empty>
      ) : null}
      <ul className={c('tasks')}>
        {tasks.map((task) => (
          <TaskRow key={task.thing} task={task} isNext={task.thing === next} />
        ))}
      </ul>
    </Panel>
  )
}

function TaskRow({ task, isNext }: { readonly task: Task; readonly isNext: boolean }) {
  const t = useWords(words)
  const { thing, done } = task
  const act = ACTS[thing]
  return (
    <li className={c('task', isNext && 'next', done && 'done')}>
      <Glyph tone={done ? 'positive' : 'neutral'} />
      <div className={c('words')}>
        <h3>
          {done ? <span className={c('aloud')}>{t('doneWord')}</span> : null}
          {t(thing)}
        </h3>
        <p>{t(`${thing}What`)}</p>
      </div>
      {act && !done ? (
        <Button size="small" look={isNext ? 'primary' : 'soft'} onPress={() => runCommand(act)}>
          {t(`${thing}Act` as 'backupAct')}
        </Button>
      ) : null}
    </li>
  )
}
