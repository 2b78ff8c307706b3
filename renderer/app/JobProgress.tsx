import type { RunningJob } from '../data/jobs.ts'
import { defineWords, useWords } from '../locales/words.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Progress } from '../ui/Progress.tsx'
import { formatNumber } from './formats.ts'
import css from './JobProgress.module.css'

const c = classNames(css)
const words = defineWords('job-progress', {
  count: '{{done}} of {{total}}',
  percent: '{{percent}} %',
  safe: 'Nothing is changed until the end.',
  cancel: 'Cancel',
  copy: 'Copying. Nothing is changed until the end.',
  check: 'Reading every page. Nothing is changed until the end.',
  read: 'Looking for what is whole, page by page. Nothing is made until the end.',
  write: 'Writing. Nothing is changed until the end.',
  're-key': 'Encrypting under the new key. Nothing is changed until the end.',
  carry: 'Carrying over what was promised. Nothing is changed until the end.',
  backups:
    'The key is changed. Backups are encrypted again: those left when you stop open with the old page only.',
})

const PHASES = ['copy', 'check', 'read', 'write', 're-key', 'carry', 'backups'] as const
/** So many are bytes: their share says more than their number. */
const MOST_COUNTED = 10_000

interface JobProgressProps {
  readonly name: string
  readonly job: RunningJob
  /** Cancel stands elsewhere, with the other buttons of a dialog. */
  readonly bare?: boolean
  /** Within a panel it stands above the content, with a line between. */
  readonly inPanel?: boolean
}

export function JobProgress({ name, job, bare = false, inPanel = false }: JobProgressProps) {
  const t = useWords(words)
  const { done, total, phase: at } = job.progress ?? { done: 0, total: 0, phase: '' }
  const phase = PHASES.find((known) => known === at)
  const share = total === 0 ? 0 : done / total
  const sayCount = () =>
    total > MOST_COUNTED
      ? t('percent', { percent: formatNumber(Math.round(share * 100)) })
      : t('count', { done: formatNumber(done), total: formatNumber(total) })
  return (
    <div className={c(inPanel && 'inPanel')}>
      <Progress
        name={name}
        share={share}
        count={total <= 1 ? '' : sayCount()}
        phase={phase ? t(phase) : t('safe')}
        end={
          bare ? null : (
            <Button size="small" onPress={job.cancel}>
              {t('cancel')}
            </Button>
          )
        }
      />
    </div>
  )
}
