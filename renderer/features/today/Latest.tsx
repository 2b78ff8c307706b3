import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { runCommand } from '../../app/commands.ts'
import { formatShortDay, formatTime, isToday } from '../../app/formats.ts'
import { sayStep } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Panel } from '../../ui/Panel.tsx'
import css from './Today.module.css'

const c = classNames(css)
const words = defineWords('today-latest', {
  title: 'Latest changes',
  none: 'What you change appears here, and can be taken back.',
  all: 'Open history',
})

const SHOWN = 5

/** The last few steps, so that whoever takes over sees what happened. */
export function Latest() {
  const t = useWords(words)
  const history = useAnswer(api.history.list, { most: SHOWN })
  return (
    <Panel title={t('title')} flush>
      <Answered answer={history}>
        {({ steps }) =>
          steps.length === 0 ? (
            <p className={c('quiet')}>{t('none')}</p>
          ) : (
            <div className={c('latest')}>
              <ol>
                {steps.map((step) => (
                  <li key={step.id} className={c(step.state === 'undone' && 'undone')}>
                    <time dateTime={step.at}>
                      {isToday(step.at) ? formatTime(step.at) : formatShortDay(step.at)}
                    </time>
                    <span>{sayStep(step)}</span>
                  </li>
                ))}
              </ol>
              <Button size="small" onPress={() => runCommand('edit.history')}>
                {t('all')}
              </Button>
            </div>
          )
        }
      </Answered>
    </Panel>
  )
}
