import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Unanswered } from '../../app/Answered.tsx'
import { formatWeekday } from '../../app/formats.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { classNames } from '../../ui/classes.ts'
import { Page } from '../../ui/Page.tsx'
import { CareItems } from './CareItems.tsx'
import { FirstDays } from './FirstDays.tsx'
import { Latest } from './Latest.tsx'
import { greetingOf, listCareItems, listFirstThings } from './view.ts'
import css from './Today.module.css'

const c = classNames(css)
const words = defineWords('today', {
  night: 'Good evening, {{name}}',
  morning: 'Good morning, {{name}}',
  afternoon: 'Good afternoon, {{name}}',
  evening: 'Good evening, {{name}}',
  left_one: '{{count}} thing is left of the first {{all}} in {{program}}.',
  left_other: '{{count}} things are left of the first {{all}} in {{program}}.',
  clear: 'Nothing in {{program}} is waiting for you.',
})

export function TodayScreen() {
  const t = useWords(words)
  const session = useSession()
  const [now] = useState(() => new Date())
  const { asked, tasks, care, program } = useFirstThings()
  const left = tasks?.filter(({ done }) => !done).length ?? null
  const lede = left
    ? t('left', { program, count: left, all: tasks?.length ?? 0 })
    : t('clear', { program })

  return (
    <Page
      above={formatWeekday(now)}
      title={t(greetingOf(now.getHours()), { name: session.actor })}
      lede={left === null ? null : lede}
    >
      <div className={c('grid')}>
        <div className={c('stack')}>
          <CareItems items={care} />
          {tasks ? <FirstDays tasks={tasks} /> : <Unanswered answers={asked} />}
        </div>
        <Latest />
      </div>
    </Page>
  )
}

function useFirstThings() {
  const session = useSession()
  const program = useAnswer(api.program.get)
  const priorities = useAnswer(api.strategy.listPriorities)
  const backups = useAnswer(api.backups.list)
  const place = useAnswer(api.backups.secondPlace)
  const facts =
    program.data && priorities.data && backups.data
      ? { session, program: program.data, priorities: priorities.data, backups: backups.data }
      : null
  return {
    asked: [program, priorities, backups],
    tasks: facts ? listFirstThings(facts) : null,
    care: facts && place.data ? listCareItems({ ...facts, place: place.data }) : [],
    program: program.data?.name ?? '',
  }
}
