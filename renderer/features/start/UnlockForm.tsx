import { KeyRound, Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import type { LockedState } from '../../app/door-face.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { LockReasonLine } from './LockReasonLine.tsx'
import { useUnlock } from './unlock.ts'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-unlock', {
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
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
  const { unlock, unlockHere, pending, problem, wait } = useUnlock(workspace.key, onDamage)
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
      <PassphraseField
        label={t('passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        problem={problem}
        inputRef={field}
      />
      <Button look="primary" size="large" wide type="submit" isDisabled={wait > 0}>
        {wait > 0 ? t('wait', { count: wait }) : pending ? t('unlocking') : t('unlock')}
      </Button>
      <OtherWays {...props} onKeychain={() => void unlockHere()} />
    </form>
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
