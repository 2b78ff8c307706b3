import { KeyRound, Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import type { LockedState } from '../../app/door-face.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { LockReasonLine } from './LockReasonLine.tsx'
import { useUnlock } from './unlock.ts'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-unlock', {
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  toRead:
    'Nothing can be written in the folder of this workspace. Type the passphrase again to open it to read only: everything can be looked at, and nothing changed.',
  unlockToRead: 'Open to read only',
  wait_one: 'Try again in {{count}} second',
  wait_other: 'Try again in {{count}} seconds',
  keychain: 'Open with this computer’s keychain',
  recover: 'Use the recovery kit',
  restore: 'Restore a backup…',
  where: 'In {{where}}',
})

interface UnlockFormProps {
  readonly workspace: RecentWorkspace
  readonly locked: LockedState | null
  readonly onRecover: () => void
  readonly onRestore: () => void
  readonly onDamage: (error: AppError) => void
}

export function UnlockForm(props: UnlockFormProps) {
  const { workspace, locked, onDamage } = props
  const t = useWords(words)
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const unlocking = useUnlock(workspace.key, onDamage)
  const { unlock, unlockHere, pending, problem, wait } = unlocking
  useEffect(() => field.current?.focus(), [])

  async function submit(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    if (passphrase === '' || pending || wait > 0) return field.current?.focus()
    const typed = passphrase
    setPassphrase('')
    await unlock(typed)
    field.current?.focus()
  }

  return (
    <form className={c('form')} onSubmit={(event) => void submit(event)}>
      <p className={c('why')}>
        <Icon of={Lock} size="small" />
        {locked ? <LockReasonLine locked={locked} /> : t('where', { where: workspace.where })}
      </p>
      <h1>{workspace.name}</h1>
      <ToReadNote {...unlocking} />
      <PassphraseField
        label={t('passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        problem={problem}
        inputRef={field}
      />
      <OpenButton {...unlocking} />
      <OtherWays {...props} onKeychain={() => void unlockHere()} />
    </form>
  )
}

type UnlockingProps = ReturnType<typeof useUnlock>

function ToReadNote({ toRead }: UnlockingProps) {
  const t = useWords(words)
  if (!toRead) return null
  return (
    <Note tone="caution" live>
      {t('toRead')}
    </Note>
  )
}

function OpenButton({ pending, toRead, wait }: UnlockingProps) {
  const t = useWords(words)
  const act = toRead ? t('unlockToRead') : t('unlock')
  return (
    <Button look="primary" size="large" wide type="submit" isDisabled={wait > 0}>
      {wait > 0 ? t('wait', { count: wait }) : pending ? t('unlocking') : act}
    </Button>
  )
}

interface OtherWaysProps extends UnlockFormProps {
  readonly onKeychain: () => void
}

function OtherWays({ workspace, onRecover, onRestore, onKeychain }: OtherWaysProps) {
  const t = useWords(words)
  return (
    <>
      {workspace.keychain ? (
        <Button size="large" wide icon={KeyRound} onPress={onKeychain}>
          {t('keychain')}
        </Button>
      ) : null}
      <div className={c('links')}>
        <LinkButton onPress={onRecover}>{t('recover')}</LinkButton>
        <LinkButton onPress={onRestore}>{t('restore')}</LinkButton>
      </div>
    </>
  )
}
