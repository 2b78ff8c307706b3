import { useId, useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecoveryKit } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { RecoveryGroupField } from '../../app/RecoveryGroupField.tsx'
import { updateSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { settle } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { areTypedBack } from './view.ts'
import css from './KitStep.module.css'

const c = classNames(css)
const words = defineWords('setup-kit-check', {
  title: 'Show that you have it',
  body: 'Type two groups from the printed page.',
  next: 'Continue',
})

export function KitCheck({ kit }: { readonly kit: RecoveryKit }) {
  const t = useWords(words)
  const id = useId()
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const [error, setError] = useState<AppError | null>(null)
  const ready = areTypedBack(kit.groups, kit.typeBack, typed)

  async function confirm(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    if (!ready) return
    const groups = kit.typeBack.map((number, at) => ({ number, text: typed[at] ?? '' }))
    const outcome = await settle(api.workspace.confirmRecovery({ groups }))
    if (outcome.ok) updateSession(outcome.value)
    else setError(outcome.error)
  }

  return (
    <form className={c('check')} aria-labelledby={id} onSubmit={(event) => void confirm(event)}>
      <div>
        <h2 id={id}>{t('title')}</h2>
        <p>{t('body')}</p>
      </div>
      <ErrorNote error={error} />
      {kit.typeBack.map((number, at) => (
        <RecoveryGroupField
          key={number}
          number={number}
          expected={kit.groups[number - 1] ?? null}
          value={typed[at] ?? ''}
          onChange={(text) => setTyped(typed.with(at, text))}
        />
      ))}
      <div className={c('acts')}>
        <span className={c('done')} />
        <Button look={ready ? 'primary' : 'outlined'} type="submit" isDisabled={!ready}>
          {t('next')}
        </Button>
      </div>
    </form>
  )
}
