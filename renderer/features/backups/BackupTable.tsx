import { useState } from 'react'
import type { Backup } from '../../../shared/backups/model.ts'
import { formatBytes, formatDay, formatTime } from '../../app/formats.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { Status } from '../../ui/Glyph.tsx'
import { BackupMenu } from './BackupMenu.tsx'
import { CheckProgress, useBackupCheck } from './BackupCheck.tsx'
import { LookDialog } from './LookDialog.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backup-table', {
  when: 'Made',
  state: 'State',
  opens: 'Opens with',
  size: 'Size',
  acts: 'Actions',
  whenFull: '{{day}}, {{time}}',
  checked: 'Checked',
  unchecked: 'Not whole',
  copied: 'also in the second place',
  unknown: 'Cannot tell',
  present: 'The present passphrases',
  earlier: 'Also an earlier passphrase',
  'former-key': 'Only what opened it before the key was changed',
})

interface BackupTableProps {
  readonly name: string
  readonly backups: readonly Backup[]
}

/** Which dialog stands over the list, and for which backup. */
interface Doing {
  readonly what: 'look' | 'restore'
  readonly backup: Backup
}

export function BackupTable({ name, backups }: BackupTableProps) {
  const mayRestore = useSession().role === 'owner'
  const [doing, setDoing] = useState<Doing | null>(null)
  const check = useBackupCheck()
  const close = () => setDoing(null)
  return (
    <>
      <CheckProgress check={check} />
      <div role="table" aria-label={name}>
        <Heads />
        {backups.map((backup) => (
          <Row
            key={backup.file}
            backup={backup}
            onLook={() => setDoing({ what: 'look', backup })}
            onCheck={() => void check.run(backup)}
            onRestore={mayRestore ? () => setDoing({ what: 'restore', backup }) : null}
          />
        ))}
      </div>
      {doing?.what === 'look' ? (
        <LookDialog
          backup={doing.backup}
          onClose={close}
          onRestore={mayRestore ? () => setDoing({ what: 'restore', backup: doing.backup }) : null}
        />
      ) : null}
      {doing?.what === 'restore' ? <RestoreDialog backup={doing.backup} onClose={close} /> : null}
    </>
  )
}

function Heads() {
  const t = useWords(words)
  return (
    <div role="row" className={c('row', 'heads')}>
      <span role="columnheader">{t('when')}</span>
      <span role="columnheader">{t('state')}</span>
      <span role="columnheader">{t('opens')}</span>
      <span role="columnheader" className={c('number')}>
        {t('size')}
      </span>
      <span role="columnheader">
        <span className={c('aloud')}>{t('acts')}</span>
      </span>
    </div>
  )
}

interface RowProps {
  readonly backup: Backup
  readonly onLook: () => void
  readonly onCheck: () => void
  readonly onRestore: (() => void) | null
}

function Row({ backup, ...acts }: RowProps) {
  const t = useWords(words)
  const { madeAt, file, bytes, verified, opensWith, copied } = backup
  const when = t('whenFull', { day: formatDay(madeAt), time: formatTime(madeAt) })
  return (
    <div role="row" className={c('row')}>
      <span role="rowheader" className={c('when')}>
        {when}
        <small>{file}</small>
      </span>
      <span role="cell" className={c('state')}>
        <Status tone={verified ? 'positive' : 'caution'}>
          {verified ? t('checked') : t('unchecked')}
        </Status>
        {copied ? <small>{t('copied')}</small> : null}
      </span>
      <span role="cell" className={c('opens')}>
        {verified ? t(opensWith) : t('unknown')}
      </span>
      <span role="cell" className={c('number')}>
        {formatBytes(bytes)}
      </span>
      <span role="cell" className={c('acts')}>
        <BackupMenu when={when} whole={verified} {...acts} />
      </span>
    </div>
  )
}
