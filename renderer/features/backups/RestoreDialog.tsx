import { useState } from 'react'
import type { Backup } from '../../../shared/backups/model.ts'
import { formatDay, formatTime } from '../../app/formats.ts'
import { lockNow } from '../../app/frame-commands.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { addressToRestore } from './view.ts'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('backup-restore', {
  title: 'Restore the backup of {{day}}, {{time}}',
  back: 'The workspace goes back to how it was on {{day}}, {{time}}. What was done since is not in it any more.',
  kept: 'The present file is set aside in the workspace folder, so that nothing is lost.',
  promised:
    'What was promised stays: the record, the list of what left the workspace, erasures, and sealed forms that were destroyed.',
  next: 'The workspace closes first. Then your passphrase is asked for.',
  formerKey:
    'The key was changed since: this backup opens with a passphrase or the recovery kit from before. The workspace closes first.',
  keep: 'Keep the present state',
  act: 'Close and restore…',
})

interface RestoreDialogProps {
  readonly backup: Backup
  readonly onClose: () => void
}

/** From the open workspace: what happens, and the way to where it can happen. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const t = useWords(words)
  const [leaving, setLeaving] = useState(false)
  const { file, madeAt, opensWith } = backup
  const when = { day: formatDay(madeAt), time: formatTime(madeAt) }
  const leave = () => {
    setLeaving(true)
    void lockNow(addressToRestore(file)).finally(() => setLeaving(false))
  }
  return (
    <Dialog
      title={t('title', when)}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('keep')}</Button>
          <Button look="dangerFill" isPending={leaving} onPress={leave}>
            {t('act')}
          </Button>
        </>
      }
    >
      <div className={c('prose')}>
        <p>{t('back', when)}</p>
        <p>{t('kept')}</p>
        <p>{t('promised')}</p>
        <p>{opensWith === 'former-key' ? t('formerKey') : t('next')}</p>
      </div>
    </Dialog>
  )
}
