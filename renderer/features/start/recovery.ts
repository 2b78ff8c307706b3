import { useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import { RECOVERY_GROUPS, type RecentKey } from '../../../shared/workspace/model.ts'
import { splitRecoveryText } from '../../../shared/workspace/recovery-text.ts'
import { api } from '../../app/api.ts'
import type { PassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { settle } from '../../data/commands.ts'
import { areComplete } from './recover-view.ts'

/** The groups as typed, and the one attempt made with them. */
export function useRecovery(key: RecentKey, draft: PassphraseDraft) {
  const [groups, setGroups] = useState<readonly string[]>(Array(RECOVERY_GROUPS).fill(''))
  const [error, setError] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)
  const ready = draft.ready && areComplete(groups) && !pending

  function change(next: readonly string[]): void {
    setError(null)
    setGroups(next)
  }
  async function recover(): Promise<void> {
    if (!ready) return
    setPending(true)
    const outcome = await settle(
      seal(draft.text).then((passphrase) =>
        api.workspace.recover({ key, groups: [...groups], passphrase }),
      ),
    )
    setPending(false)
    if (outcome.ok) return updateSession(outcome.value)
    draft.clear()
    setError(outcome.error)
  }

  return {
    groups,
    error,
    pending,
    ready,
    recover,
    change: (at: number, text: string) => change(groups.with(at, text)),
    /** Takes a whole page pasted into one field; anything less is left to that field. */
    paste: (event: React.ClipboardEvent) => {
      const all = splitRecoveryText(event.clipboardData.getData('text'))
      if (!all) return
      event.preventDefault()
      change(all)
    },
  }
}
