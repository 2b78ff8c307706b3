import { ErrorNote } from '../../app/ErrorNote.tsx'
import { useFocusAfter } from '../../app/focus-after.ts'
import { JobProgress } from '../../app/JobProgress.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import type { Attempt } from './attempt.ts'
import { isBesideField } from './WayFields.tsx'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-attempt-acts', {
  wait_one: 'Try again in {{count}} second',
  wait_other: 'Try again in {{count}} seconds',
})

export interface AttemptActsProps {
  readonly attempt: Attempt
  /** What the button says; null: there is nothing yet to do it with. */
  readonly act: string | null
  /** What the work is called while it goes on. */
  readonly running: string
  /** Whatever else has to be filled in is. */
  readonly ready?: boolean
  readonly back: string
  readonly onBack: () => void
}

/** The foot of the form: what went wrong, how far it is, the way back and the act. */
export function AttemptActs(props: AttemptActsProps) {
  const { attempt, act, running, ready = true, back, onBack } = props
  const { job, way, wait, error } = attempt
  const t = useWords(words)
  const start = useFocusAfter(job.running)
  return (
    <>
      <ErrorNote error={isBesideField(attempt) ? null : error} />
      {job.running ? <JobProgress name={running} job={job} /> : null}
      <div className={c('row')}>
        <Button look="quiet" isDisabled={job.running} onPress={onBack}>
          {back}
        </Button>
        <span className={c('push')} />
        {act === null ? null : (
          <span ref={start}>
            <Button
              look="primary"
              type="submit"
              isPending={job.running}
              isDisabled={!job.running && (!ready || !way.ready || wait > 0)}
            >
              {wait > 0 ? t('wait', { count: wait }) : act}
            </Button>
          </span>
        )}
      </div>
    </>
  )
}
