// What a restore carried over or a salvage saved is told once the workspace is open, by when the start
// screen is gone.
import { useSyncExternalStore } from 'react'
import type { Restored, Salvaged } from '../../../shared/backups/model.ts'

export type Outcome =
  | { readonly kind: 'restored'; readonly report: Restored['report'] }
  | { readonly kind: 'salvaged'; readonly name: string; readonly report: Salvaged['report'] }

let told: Outcome | null = null
const listeners = new Set<() => void>()

export function tellOutcome(outcome: Outcome | null): void {
  told = outcome
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOutcome(): Outcome | null {
  return useSyncExternalStore(subscribe, () => told)
}
