import { ErrorNote } from '../../app/ErrorNote.tsx'
import { useFocusAfter } from '../../app/focus-after.ts'
import { formatShortDay, formatTime } from '../../app/formats.ts'
import { JobProgress } from '../../app/JobProgress.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import type { Restoring } from './restoring.ts'
import { isBesideField } from './WayFields.tsx'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-restore-acts', {
  act: 'Restore the backup of {{day}}, {{time}}',
  running: 'Restoring the backup',
  wait_one: 'Try again in {{count}} second',
  wait_other: 'Try again in {{count}} seconds',
})

interface RestoreActsProps {
  readonly restoring: Restoring
  /** Null: nothing is chosen that could be restored. */
  readonly madeAt: string | null
  /** Whatever else has to be filled in is. */
  readonly ready?: boolean
  readonly back: string
  readonly onBack: () => void
}

export function RestoreActs({ restoring, madeAt, ready = true, back, onBack }: RestoreActsProps) {
  const t = useWords(words)
  const { job, way, wait, error } = restoring
  const start = useFocusAfter(job.running)
  const sayAct = (at: string) => t('act', { day: formatShortDay(at), time: formatTime(at) })
  return (
    <>
      <ErrorNote error={isBesideField(restoring) ? null : error} />
      {job.running ? <JobProgress name={t('running')} job={job} /> : null}
      <div className={c('row')}>
        <Button look="quiet" isDisabled={job.running} onPress={onBack}>
          {back}
        </Button>
        <span className={c('push')} />
        {madeAt === null ? null : (
          <span ref={start}>
            <Button
              look="primary"
              type="submit"
              isPending={job.running}
              isDisabled={!job.running && (!ready || !way.ready || wait > 0)}
            >
              {wait > 0 ? t('wait', { count: wait }) : sayAct(madeAt)}
            </Button>
          </span>
        )}
      </div>
    </>
  )
}
