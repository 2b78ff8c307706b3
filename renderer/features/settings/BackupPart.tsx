import { Archive } from 'lucide-react'
import type { Backup } from '../../../shared/backups/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatBytes, formatDay, formatTime } from '../../app/formats.ts'
import { announce, announceFailure } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { answers, keyOf, useAnswer } from '../../data/answers.ts'
import { useJob } from '../../data/jobs.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Status } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { JobProgress } from './JobProgress.tsx'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-backups', {
  title: 'Backups',
  now: 'Back up now',
  running: 'Making a backup',
  made: 'Backup made and checked',
  stopped: 'The backup was stopped. Nothing was written.',
  emptyTitle: 'No backups yet',
  empty:
    'A backup is an encrypted copy that was opened and checked. It opens with the same passphrase or recovery kit.',
  when: '{{day}}, {{time}}',
  checked: 'Checked',
  unchecked: 'Not checked',
})

export function BackupPart() {
  const t = useWords(words)
  const backups = useAnswer(api.backups.list)
  const job = useJob(api.backups.make)

  async function backUp(): Promise<void> {
    const outcome = await job.run()
    void answers.invalidateQueries({ queryKey: keyOf(api.backups.list) })
    if (outcome.ok) announce({ tone: 'positive', text: t('made') })
    else if (outcome.error.code === 'cancelled') announce({ tone: 'neutral', text: t('stopped') })
    else announceFailure(outcome.error)
  }

  const start = (
    <Button size="small" icon={Archive} isDisabled={job.running} onPress={() => void backUp()}>
      {t('now')}
    </Button>
  )
  return (
    <Panel title={t('title')} end={start}>
      {job.running ? <JobProgress name={t('running')} job={job} /> : null}
      <Answered answer={backups} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={Archive} title={t('emptyTitle')}>
              {t('empty')}
            </Empty>
          ) : (
            <ul className={c('list')} aria-label={t('title')}>
              {list.map((backup) => (
                <BackupLine key={backup.file} backup={backup} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  )
}

function BackupLine({ backup }: { readonly backup: Backup }) {
  const t = useWords(words)
  const { madeAt, file, bytes, verified } = backup
  return (
    <li className={c('line')}>
      <span>{t('when', { day: formatDay(madeAt), time: formatTime(madeAt) })}</span>
      <span className={c('subtle', 'file')}>{file}</span>
      <span className={c('subtle')}>{formatBytes(bytes)}</span>
      <Status tone={verified ? 'positive' : 'caution'}>
        {verified ? t('checked') : t('unchecked')}
      </Status>
    </li>
  )
}
