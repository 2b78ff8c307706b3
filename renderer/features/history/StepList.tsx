import { Undo2 } from 'lucide-react'
import type { Step } from '../../../shared/history/model.ts'
import { formatTime, formatWeekday, isToday } from '../../app/formats.ts'
import { sayStep } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { IconButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { HistoryRow } from './HistoryRow.tsx'
import { useTakeBack } from './take-back.ts'
import { canTakeBack, groupByDay } from './view.ts'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history-steps-list', {
  today: 'Today',
  done: '{{time}} · {{actor}}',
  undone: '{{time}} · {{actor}} · taken back',
  final: '{{time}} · {{actor}} · cannot be taken back',
  closed: '{{time}} · {{actor}} · can no longer be taken back',
  takeBack: 'Take back: {{step}}',
  takeBackTip: 'Take back this step',
})

export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  const t = useWords(words)
  const { takeBack, refusalOf } = useTakeBack()
  return (
    <div className={c('days')}>
      {groupByDay(steps).map(({ day, steps: ofDay }) => (
        <section key={day.toISOString()}>
          <h3 className={c('day')}>{isToday(day) ? t('today') : formatWeekday(day)}</h3>
          <ul>
            {ofDay.map((step) => (
              <HistoryRow
                key={step.id}
                sentence={sayStep(step)}
                meta={t(step.state, { time: formatTime(step.at), actor: step.actor })}
                state={step.state}
                refusal={refusalOf(step.id)}
                act={
                  canTakeBack(step) ? (
                    <IconButton
                      size="small"
                      icon={Undo2}
                      name={t('takeBack', { step: sayStep(step) })}
                      tip={t('takeBackTip')}
                      onPress={() => takeBack(step.id)}
                    />
                  ) : null
                }
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
