import { useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { settle } from '../../data/commands.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { isDamage } from './view.ts'
import { RecoveryGroups } from './RecoveryGroups.tsx'
import { useTypedGroups } from './recovery.ts'
import door from './DoorStep.module.css'
import css from './RecoverForm.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-recover', {
  title: 'Open with the recovery kit',
  body: 'Type the eight groups from the printed page, or paste them all into one field. Then choose a new passphrase for {{name}}.',
  back: 'Back to the passphrase',
  open: 'Open and set the new passphrase',
  opening: 'Opening…',
})

interface RecoverFormProps {
  readonly workspace: RecentWorkspace
  readonly onBack: () => void
  /** The key was right and the file is not: there is another way on. */
  readonly onDamage: (error: AppError) => void
}

export function RecoverForm(props: RecoverFormProps) {
  const { workspace, onBack } = props
  const t = useWords(words)
  const { draft, typed, error, pending, ready, recover } = useRecovery(props)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void recover()
  }

  return (
    <form className={c('form', 'recover')} onSubmit={submit}>
      <h1>{t('title')}</h1>
      <p className={c('prose')}>{t('body', { name: workspace.name })}</p>
      <ErrorNote error={error} />
      <RecoveryGroups typed={typed} error={error} />
      <NewPassphrase replaces draft={draft} />
      <div className={c('row')}>
        <Button look="quiet" onPress={onBack}>
          {t('back')}
        </Button>
        <span className={c('push')} />
        <Button look="primary" type="submit" isDisabled={!ready} isPending={pending}>
          {pending ? t('opening') : t('open')}
        </Button>
      </div>
    </form>
  )
}

/** The one attempt made with what was typed. */
function useRecovery({ workspace: { key }, onDamage }: RecoverFormProps) {
  const draft = usePassphraseDraft([])
  const [error, setError] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)
  const typed = useTypedGroups(() => setError(null))
  const ready = draft.ready && typed.complete

  async function recover(): Promise<void> {
    if (!ready || pending) return
    setPending(true)
    const groups = [...typed.groups]
    const outcome = await settle(
      seal(draft.text).then((passphrase) => api.workspace.recover({ key, groups, passphrase })),
    )
    setPending(false)
    if (outcome.ok) return updateSession(outcome.value)
    draft.clear()
    if (isDamage(outcome.error)) onDamage(outcome.error)
    else setError(outcome.error)
  }

  return { draft, typed, error, pending, ready, recover }
}
