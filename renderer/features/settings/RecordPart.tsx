import { FileOutput, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { RecordVerdict } from '../../../shared/record/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatBytes, formatDay, formatNumber } from '../../app/formats.ts'
import { announceFailure } from '../../app/notices.ts'
import { sayOperation } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { spaceHead } from './view.ts'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-record', {
  title: 'Record',
  verify: 'Check the record',
  body: 'Every change and everything that left the workspace is one line of a record whose lines are chained. The head stands on every report, so that a later check shows whether both belong together.',
  head: 'Head',
  length: 'Lines',
  intact: 'Intact: {{checked}} lines checked',
  broken: 'Line {{at}} does not follow from the one before',
  releases: 'What left the workspace',
  none: 'Nothing has left this workspace yet.',
  release: 'No. {{number}} · {{day}} · {{actor}} · {{size}}',
  sha: 'SHA-256 {{sha}}',
})

export function RecordPart() {
  const t = useWords(words)
  const head = useAnswer(api.record.head)
  const [verdict, setVerdict] = useState<RecordVerdict | null>(null)

  async function verify(): Promise<void> {
    const outcome = await settle(api.record.verify())
    if (outcome.ok) setVerdict(outcome.value)
    else announceFailure(outcome.error)
  }

  return (
    <Panel
      title={t('title')}
      end={
        <Button size="small" icon={ShieldCheck} onPress={() => void verify()}>
          {t('verify')}
        </Button>
      }
    >
      <div className={c('record')}>
        <p className={c('prose')}>{t('body')}</p>
        <Answered answer={head} rows={2}>
          {(shown) => (
            <dl className={c('facts')}>
              <dt>{t('head')}</dt>
              <dd className={c('mono')}>{spaceHead(shown.head)}</dd>
              <dt>{t('length')}</dt>
              <dd>{formatNumber(shown.seq)}</dd>
            </dl>
          )}
        </Answered>
        <p role="status">{verdict ? <Verdict verdict={verdict} /> : null}</p>
      </div>
      <Releases />
    </Panel>
  )
}

function Verdict({ verdict }: { readonly verdict: RecordVerdict }) {
  const t = useWords(words)
  if (verdict.intact)
    return (
      <Status tone="positive">{t('intact', { checked: formatNumber(verdict.checked) })}</Status>
    )
  return <Status tone="negative">{t('broken', { at: verdict.brokenAt ?? 0 })}</Status>
}

function Releases() {
  const t = useWords(words)
  const releases = useAnswer(api.releases.list)
  return (
    <div className={c('releases')}>
      <h3>{t('releases')}</h3>
      <Answered answer={releases} rows={2}>
        {(list) =>
          list.length === 0 ? (
            <p className={c('subtle')}>
              <FileOutput aria-hidden className={c('icon')} />
              {t('none')}
            </p>
          ) : (
            <ul>
              {list.map((release) => (
                <li key={release.number} className={c('release')}>
                  <strong>{release.fileName}</strong>
                  <span className={c('subtle')}>{sayOperation(release.operation)}</span>
                  <span className={c('subtle')}>
                    {t('release', {
                      number: release.number,
                      day: formatDay(release.at),
                      actor: release.actor,
                      size: formatBytes(release.bytes),
                    })}
                  </span>
                  <span className={c('subtle', 'mono')}>{t('sha', { sha: release.sha256 })}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  )
}
