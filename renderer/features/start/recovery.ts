import { useState } from 'react'
import { RECOVERY_GROUPS } from '../../../shared/workspace/model.ts'
import { splitRecoveryText } from '../../../shared/workspace/recovery-text.ts'
import { areComplete } from './recover-view.ts'

export interface TypedGroups {
  readonly groups: readonly string[]
  readonly complete: boolean
  readonly change: (at: number, text: string) => void
  /** Takes a whole page pasted into one field; anything less is left to that field. */
  readonly paste: (event: React.ClipboardEvent) => void
}

/** The groups of the printed page as they are typed. */
export function useTypedGroups(onChange: () => void): TypedGroups {
  const [groups, setGroups] = useState<readonly string[]>(Array(RECOVERY_GROUPS).fill(''))
  function take(next: readonly string[]): void {
    onChange()
    setGroups(next)
  }
  return {
    groups,
    complete: areComplete(groups),
    change: (at, text) => take(groups.with(at, text)),
    paste: (event) => {
      const all = splitRecoveryText(event.clipboardData.getData('text'))
      if (!all) return
      event.preventDefault()
      take(all)
    },
  }
}
