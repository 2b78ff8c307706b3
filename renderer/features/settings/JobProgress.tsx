import { formatNumber } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import type { Job } from '../../data/jobs.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Progress } from '../../ui/Progress.tsx'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('job-progress', {
  count: '{{done}} of {{total}}',
  safe: 'Nothing is changed until the end.',
  cancel: 'Cancel',
})

interface JobProgressProps {
  readonly name: string
  readonly job: Job<unknown>
}

export function JobProgress({ name, job }: JobProgressProps) {
  const t = useWords(words)
  const { done, total } = job.progress ?? { done: 0, total: 0 }
  return (
    <div className={c('progress')}>
      <Progress
        name={name}
        share={total === 0 ? 0 : done / total}
        count={
          total === 0 ? '' : t('count', { done: formatNumber(done), total: formatNumber(total) })
        }
        phase={t('safe')}
        end={
          <Button size="small" onPress={job.cancel}>
            {t('cancel')}
          </Button>
        }
      />
    </div>
  )
}
