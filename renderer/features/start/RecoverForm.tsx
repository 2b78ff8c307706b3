import type { RecentWorkspace } from '../../../shared/workspace/model.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { RecoveryGroupField } from '../../app/RecoveryGroupField.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { typosOf } from './recover-view.ts'
import { useRecovery } from './recovery.ts'
import door from './DoorStep.module.css'
import css from './RecoverForm.module.css'

const c = classNames({ ...door, ...css })
const words = defineWords('start-recover', {
  title: 'Open with the recovery kit',
  body: 'Type the eight groups from the printed page, or paste them all into one field. Then choose a new passphrase for {{name}}.',
  groups: 'Recovery key',
  typo: 'Compare this group with the page.',
  back: 'Back to the passphrase',
  open: 'Open and set the new passphrase',
  opening: 'Opening…',
})

interface RecoverFormProps {
  readonly workspace: RecentWorkspace
  readonly onBack: () => void
}

export function RecoverForm({ workspace, onBack }: RecoverFormProps) {
  const t = useWords(words)
  const draft = usePassphraseDraft([])
  const recovery = useRecovery(workspace.key, draft)
  function submit(event: React.FormEvent): void {
    event.preventDefault()
    void recovery.recover()
  }

  return (
    <form className={c('form', 'recover')} onSubmit={submit}>
      <h1>{t('title')}</h1>
      <p className={c('prose')}>{t('body', { name: workspace.name })}</p>
      <ErrorNote error={recovery.error} />
      <Groups recovery={recovery} />
      <NewPassphrase replaces draft={draft} />
      <div className={c('row')}>
        <Button look="quiet" onPress={onBack}>
          {t('back')}
        </Button>
        <span className={c('push')} />
        <Button look="primary" type="submit" isDisabled={!recovery.ready}>
          {recovery.pending ? t('opening') : t('open')}
        </Button>
      </div>
    </form>
  )
}

function Groups({ recovery }: { readonly recovery: ReturnType<typeof useRecovery> }) {
  const t = useWords(words)
  const typos = typosOf(recovery.error)
  return (
    <fieldset className={c('groups')}>
      <legend>{t('groups')}</legend>
      {recovery.groups.map((group, at) => (
        <RecoveryGroupField
          key={at}
          number={at + 1}
          takesFocus={at === 0}
          value={group}
          onChange={(text) => recovery.change(at, text)}
          onPaste={recovery.paste}
          problem={typos.includes(at + 1) ? t('typo') : null}
        />
      ))}
    </fieldset>
  )
}
