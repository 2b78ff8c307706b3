import type { KeyHolder } from '../../../shared/access/model.ts'
import { api } from '../../app/api.ts'
import { announce } from '../../app/notices.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { useOwnAct } from './own-act.ts'
import { OwnActDialog } from './OwnActDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-take', {
  title: 'Take the passphrase of {{name}} away',
  now: 'From now on the passphrase of {{name}} opens nothing here. What {{name}} did stays in the history, and {{name}} can be added again.',
  backups: 'Backups made before today still open with it.',
  limit:
    'Whoever kept an older copy of the key file and knows that passphrase could still open this workspace. Only a new key ends that: Security, “Change the key…”.',
  keep: 'Keep it',
  act: 'Take away from {{name}}',
  acting: 'Taking away…',
  done: 'The passphrase of {{name}} opens nothing here any more',
})

interface TakeAwayDialogProps {
  readonly person: KeyHolder
  readonly onClose: () => void
}

export function TakeAwayDialog({ person, onClose }: TakeAwayDialogProps) {
  const t = useWords(words)
  const { id, name } = person
  const { run, ...act } = useOwnAct(api.access.remove)

  async function takeAway(): Promise<void> {
    const outcome = await run((own) => Promise.resolve({ id, own }))
    if (outcome === null) return
    announce({ tone: 'positive', text: t('done', { name }) })
    onClose()
  }

  return (
    <OwnActDialog
      {...act}
      danger
      ownFirst={false}
      title={t('title', { name })}
      keep={t('keep')}
      act={t('act', { name })}
      acting={t('acting')}
      onAct={() => void takeAway()}
      onClose={onClose}
    >
      <div className={c('prose')}>
        <p>{t('now', { name })}</p>
        <p>{t('backups')}</p>
        <p>{t('limit')}</p>
      </div>
    </OwnActDialog>
  )
}
