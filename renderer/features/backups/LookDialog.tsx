import type { Backup, BackupPreview } from '../../../shared/backups/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatBytes, formatDay, formatNumber, formatTime } from '../../app/formats.ts'
import { nameThings } from '../../app/sentences.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { countsToShow } from './view.ts'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backup-look', {
  title: 'Backup of {{day}}, {{time}}',
  what: 'What',
  inBackup: 'Then',
  now: 'Now',
  nothing: 'There was nothing in the workspace yet, and there is nothing now.',
  since_one: '{{count}} act has been done since.',
  since_other: '{{count}} acts have been done since.',
  same: 'Nothing has been done since.',
  size: '{{size}}, {{file}}',
  close: 'Close',
  restore: 'Restore…',
})

interface LookDialogProps {
  readonly backup: Backup
  readonly onClose: () => void
  /** Null: only an owner may. */
  readonly onRestore: (() => void) | null
}

/** What is in a backup beside what there is now, without opening anything. */
export function LookDialog({ backup, onClose, onRestore }: LookDialogProps) {
  const t = useWords(words)
  const { file, madeAt } = backup
  const preview = useAnswer(api.backups.look, { file })
  return (
    <Dialog
      title={t('title', { day: formatDay(madeAt), time: formatTime(madeAt) })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('close')}</Button>
          {onRestore ? (
            <Button look="danger" isDisabled={!preview.data} onPress={onRestore}>
              {t('restore')}
            </Button>
          ) : null}
        </>
      }
    >
      <Answered answer={preview}>{(shown) => <Inside preview={shown} />}</Answered>
    </Dialog>
  )
}

function Inside({ preview }: { readonly preview: BackupPreview }) {
  const t = useWords(words)
  const { bytes, file, actsSince } = preview
  const counts = countsToShow(preview)
  return (
    <>
      {counts.length === 0 ? <p>{t('nothing')}</p> : <Counts counts={counts} />}
      <p>{actsSince === 0 ? t('same') : t('since', { count: actsSince })}</p>
      <p className={c('subtle')}>{t('size', { size: formatBytes(bytes), file })}</p>
    </>
  )
}

function Counts({ counts }: Pick<BackupPreview, 'counts'>) {
  const t = useWords(words)
  return (
    <table className={c('counts')}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('inBackup')}</th>
          <th scope="col">{t('now')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ noun, inBackup, now }) => (
          <tr key={noun} className={c(inBackup !== now && 'differs')}>
            <th scope="row">{nameThings(noun)}</th>
            <td>{formatNumber(inBackup)}</td>
            <td>{formatNumber(now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
