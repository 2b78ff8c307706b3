import type { Backup } from '../../../shared/backups/model.ts'
import { api } from '../../app/api.ts'
import { formatDay, formatTime } from '../../app/formats.ts'
import { JobProgress } from '../../app/JobProgress.tsx'
import { announce, announceFailure } from '../../app/notices.ts'
import { sayProblem } from '../../app/sentences.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { useJob, type RunningJob } from '../../data/jobs.ts'
import { defineWords, useWords } from '../../locales/words.ts'

const words = defineWords('backup-check', {
  running: 'Checking the backup',
  whole: 'The backup of {{day}}, {{time}}, is whole',
  stopped: 'The check was stopped. Nothing was changed.',
})

export interface BackupCheck {
  readonly job: RunningJob
  readonly run: (backup: Backup) => Promise<void>
}

/** Opens one backup, reads every page and counts what is in it. */
export function useBackupCheck(): BackupCheck {
  const t = useWords(words)
  const job = useJob(api.backups.verify)

  async function run({ file, madeAt }: Backup): Promise<void> {
    if (job.running) return
    const outcome = await job.run({ file })
    void answers.invalidateQueries({ queryKey: keyOf(api.backups.list) })
    if (!outcome.ok && outcome.error.code === 'cancelled')
      return announce({ tone: 'neutral', text: t('stopped') })
    if (!outcome.ok) return announceFailure(outcome.error)
    const verdict = outcome.value
    if (!verdict.whole)
      return announce({
        tone: 'negative',
        text: sayProblem({ kind: 'backup', file, reason: verdict.reason }),
      })
    const when = { day: formatDay(madeAt), time: formatTime(madeAt) }
    announce({ tone: 'positive', text: t('whole', when) })
  }
  return { job, run }
}

export function CheckProgress({ check }: { readonly check: BackupCheck }) {
  const t = useWords(words)
  if (!check.job.running) return null
  return <JobProgress inPanel name={t('running')} job={check.job} />
}
