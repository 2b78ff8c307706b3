import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { announce } from '../../app/notices.ts'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { seal } from '../../app/secret.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { useOwnAct } from './own-act.ts'
import { OwnActDialog } from './OwnActDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-change', {
  title: 'Change your passphrase',
  counts:
    'The new one counts at once, and the present one opens this workspace no more. This cannot be undone.',
  backups:
    'Backups made before today still open with the present one. The recovery kit stays valid.',
  present: 'Present passphrase',
  act: 'Change the passphrase',
  acting: 'Changing…',
  done: 'Your passphrase was changed',
})

export function ChangePassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words)
  const { name, actor } = useSession()
  const draft = usePassphraseDraft([name, actor])
  const { run, error, ...act } = useOwnAct(api.access.changePassphrase)
  const isWeak = error?.code === 'weak-passphrase'

  async function change(): Promise<void> {
    const outcome = await run(async (own) => ({ own, next: await seal(draft.text) }))
    if (outcome === null) return
    announce({ tone: 'positive', text: t('done') })
    onClose()
  }

  return (
    <OwnActDialog
      {...act}
      ownFirst
      title={t('title')}
      act={t('act')}
      acting={t('acting')}
      ownLabel={t('present')}
      error={isWeak ? null : error}
      ready={draft.ready}
      onAct={() => void change()}
      onClose={onClose}
    >
      <NewPassphrase
        replaces
        draft={draft}
        problem={error && isWeak ? explainError(error) : null}
      />
      <div className={c('prose')}>
        <p>{t('counts')}</p>
        <p>{t('backups')}</p>
      </div>
    </OwnActDialog>
  )
}
