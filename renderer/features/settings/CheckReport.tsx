import type { HealthReport } from '../../../shared/workspace/model.ts'
import { formatDay } from '../../app/formats.ts'
import { sayProblem } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-check-report', {
  encrypted: 'Encrypted on disk',
  intact_one: 'Record intact with {{count}} line',
  intact_other: 'Record intact with {{count}} lines',
  broken: 'The record was changed from outside. Restore the newest backup.',
  noBackups: 'No backups yet. Make one, best on another disk.',
  backups_one: '{{count}} backup, made on {{newest}}',
  backups_other: '{{count}} backups, the newest of {{newest}}',
})

/** What the check found, good and bad, each in words. */
export function CheckReport({ report }: { readonly report: HealthReport }) {
  const { encrypted, recordIntact, problems } = report
  const t = useWords(words)
  return (
    <ul className={c('found')}>
      {problems.map((problem) => (
        <li key={JSON.stringify(problem)}>
          <Status tone={problem.kind === 'backup' ? 'caution' : 'negative'}>
            {sayProblem(problem)}
          </Status>
        </li>
      ))}
      {recordIntact ? null : (
        <li>
          <Status tone="negative">{t('broken')}</Status>
        </li>
      )}
      {encrypted ? (
        <li>
          <Status tone="positive">{t('encrypted')}</Status>
        </li>
      ) : null}
      {recordIntact ? <RecordLine lines={report.recordLength} /> : null}
      <BackupsLine
        count={report.backups}
        newestAt={report.newestBackupAt}
        sound={!problems.some(({ kind }) => kind === 'backup')}
      />
    </ul>
  )
}

function RecordLine({ lines }: { readonly lines: number }) {
  const t = useWords(words)
  return (
    <li>
      <Status tone="positive">{t('intact', { count: lines })}</Status>
    </li>
  )
}

interface BackupsLineProps {
  readonly count: number
  readonly newestAt: string | null
  readonly sound: boolean
}

/** A bad one has its own line above; then their number alone is no good news. */
function BackupsLine({ count, newestAt, sound }: BackupsLineProps) {
  const t = useWords(words)
  if (newestAt === null)
    return (
      <li>
        <Status tone="caution">{t('noBackups')}</Status>
      </li>
    )
  return (
    <li>
      <Status tone={sound ? 'positive' : 'neutral'}>
        {t('backups', { count, newest: formatDay(newestAt) })}
      </Status>
    </li>
  )
}
