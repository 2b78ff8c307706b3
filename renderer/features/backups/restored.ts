// What a restore carried over is told once the workspace is open, by when the start screen is gone.
import { useSyncExternalStore } from 'react'
import type { RestoreReport } from '../../../shared/backups/model.ts'

let told: RestoreReport | null = null
const listeners = new Set<() => void>()

export function tellRestored(report: RestoreReport | null): void {
  told = report
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useRestored(): RestoreReport | null {
  return useSyncExternalStore(subscribe, () => told)
}
