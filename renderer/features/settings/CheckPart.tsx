import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { HealthReport } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { useFocusAfter } from '../../app/focus-after.ts'
import { JobProgress } from '../../app/JobProgress.tsx'
import { announce, announceFailure } from '../../app/notices.ts'
import { sayPlaceWarning } from '../../app/sentences.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { useJob } from '../../data/jobs.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { CheckReport } from './CheckReport.tsx'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-check', {
  title: 'Check',
  now: 'Check the workspace',
  body: 'Reads every page of the file, the whole record and every backup, and says what is wrong with them. It changes none of them.',
  running: 'Checking the workspace',
  stopped: 'The check was stopped. Nothing was changed.',
})

export function CheckPart() {
  const t = useWords(words)
  const job = useJob(api.workspace.check)
  const [report, setReport] = useState<HealthReport | null>(null)
  const start = useFocusAfter(job.running)

  async function check(): Promise<void> {
    setReport(null)
    const outcome = await job.run(undefined)
    if (outcome.ok) setReport(outcome.value)
    else if (outcome.error.code === 'cancelled') announce({ tone: 'neutral', text: t('stopped') })
    else announceFailure(outcome.error)
  }

  const button = (
    <span ref={start}>
      <Button size="small" icon={ShieldCheck} isPending={job.running} onPress={() => void check()}>
        {t('now')}
      </Button>
    </span>
  )
  return (
    <Panel title={t('title')} end={button}>
      {job.running ? <JobProgress inPanel name={t('running')} job={job} /> : null}
      <div className={c('check')}>
        {report ? null : <p className={c('prose')}>{t('body')}</p>}
        <div role="status">{report ? <CheckReport report={report} /> : null}</div>
        <PlaceWarnings />
      </div>
    </Panel>
  )
}

/** Known without a check: where the workspace lies. */
function PlaceWarnings() {
  const { key } = useSession()
  const { data: warnings = [] } = useAnswer(api.workspace.warnings, { key })
  return warnings.map((warning) => (
    <Note key={JSON.stringify(warning)} tone="caution">
      {sayPlaceWarning(warning)}
    </Note>
  ))
}
