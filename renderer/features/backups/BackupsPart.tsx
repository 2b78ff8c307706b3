import { Archive } from 'lucide-react'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { changeSettings } from '../../app/frame-commands.ts'
import { useFocusAfter } from '../../app/focus-after.ts'
import { JobProgress } from '../../app/JobProgress.tsx'
import { announce, announceFailure } from '../../app/notices.ts'
import { answers, useAnswer } from '../../data/answers.ts'
import { useJob } from '../../data/jobs.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { BackupTable } from './BackupTable.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backups', {
  title: 'Backups',
  now: 'Back up now',
  running: 'Making a backup',
  made: 'Backup made and checked',
  stopped: 'The backup was stopped. Nothing was written.',
  emptyTitle: 'No backups yet',
  daily: 'Make a backup each day',
  dailyWhat: 'When something was done since the last one',
  empty:
    'A backup is an encrypted copy that was opened and checked. It opens with the same passphrase or recovery kit.',
})

export function BackupsPart() {
  const t = useWords(words)
  const backups = useAnswer(api.backups.list)
  const job = useJob(api.backups.make)
  const start = useFocusAfter(job.running)

  async function backUp(): Promise<void> {
    const outcome = await job.run(undefined)
    void answers.invalidateQueries({ queryKey: ['backups'] })
    if (outcome.ok) announce({ tone: 'positive', text: t('made') })
    else if (outcome.error.code === 'cancelled') announce({ tone: 'neutral', text: t('stopped') })
    else announceFailure(outcome.error)
  }

  const button = (
    <span ref={start}>
      <Button size="small" icon={Archive} isPending={job.running} onPress={() => void backUp()}>
        {t('now')}
      </Button>
    </span>
  )
  return (
    <Panel title={t('title')} end={button}>
      {job.running ? <JobProgress inPanel name={t('running')} job={job} /> : null}
      <Answered answer={backups} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={Archive} title={t('emptyTitle')}>
              {t('empty')}
            </Empty>
          ) : (
            <BackupTable name={t('title')} backups={list} />
          )
        }
      </Answered>
      <Daily />
    </Panel>
  )
}

/** Kept for this computer: it is the one that makes them. */
function Daily() {
  const t = useWords(words)
  const { data: settings } = useAnswer(api.settings.get)
  if (!settings) return null
  return (
    <div className={c('daily')}>
      <Switch
        label={t('daily')}
        hint={t('dailyWhat')}
        on={settings.backupDaily}
        onChange={(backupDaily) => void changeSettings({ backupDaily })}
      />
    </div>
  )
}
