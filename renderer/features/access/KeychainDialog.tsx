import { api } from '../../app/api.ts'
import { announce } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { useOwnAct } from './own-act.ts'
import { OwnActDialog } from './OwnActDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-keychain-dialog', {
  use: 'Open with this computer’s keychain',
  useWhat:
    'The keychain of this computer will keep a key to this workspace. Whoever is signed in here as you can open it without the passphrase. Your passphrase goes on to work.',
  useAct: 'Use the keychain',
  used: 'This computer opens the workspace without the passphrase now',
  leave: 'Stop opening with the keychain',
  leaveWhat: 'The key in the keychain opens this workspace no more. Your passphrase does.',
  leaveAct: 'Stop using the keychain',
  left: 'This computer asks for the passphrase again',
  acting: 'Working…',
})

const { leaveKeychain: leave, ['useKeychain']: enter } = api.access

interface KeychainDialogProps {
  readonly isOn: boolean
  readonly onClose: () => void
}

export function KeychainDialog({ isOn, onClose }: KeychainDialogProps) {
  const t = useWords(words)
  const { run, ...act } = useOwnAct(isOn ? leave : enter)

  async function change(): Promise<void> {
    const outcome = await run((own) => Promise.resolve({ own }))
    if (outcome === null) return
    announce({ tone: 'positive', text: outcome.on ? t('used') : t('left') })
    onClose()
  }

  return (
    <OwnActDialog
      {...act}
      title={isOn ? t('leave') : t('use')}
      act={isOn ? t('leaveAct') : t('useAct')}
      acting={t('acting')}
      onAct={() => void change()}
      onClose={onClose}
    >
      <p className={c('prose')}>{isOn ? t('leaveWhat') : t('useWhat')}</p>
    </OwnActDialog>
  )
}
