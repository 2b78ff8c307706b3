// What the header says about saving. Every command passes through here; nothing else is remembered.
import { useSyncExternalStore } from 'react'
import { AppError } from '../../shared/kit/errors.ts'

export interface Saving {
  readonly pending: number
  readonly savedAt: Date | null
  readonly failure: AppError | null
}

let saving: Saving = { pending: 0, savedAt: null, failure: null }
const listeners = new Set<() => void>()

function update(change: Partial<Saving>): void {
  saving = { ...saving, ...change }
  for (const listener of listeners) listener()
}

/** Runs one change and keeps count of it. */
export async function saveThrough<Output>(change: () => Promise<Output>): Promise<Output> {
  update({ pending: saving.pending + 1 })
  try {
    const value = await change()
    update({ pending: saving.pending - 1, savedAt: new Date(), failure: null })
    return value
  } catch (error) {
    const failure = error instanceof AppError ? error : saving.failure
    update({ pending: saving.pending - 1, failure })
    throw error
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSaving(): Saving {
  return useSyncExternalStore(subscribe, () => saving)
}
