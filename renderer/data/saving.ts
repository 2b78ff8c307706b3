// What the header says about saving. Every command passes through here. What could not be written, for
// a reason that can pass, is held until it is saved again: the text of each field, and the last act.
import { useSyncExternalStore } from 'react'
import { AppError, type ErrorCode } from '../../shared/kit/errors.ts'

export interface Saving {
  readonly pending: number
  readonly savedAt: Date | null
  readonly failure: AppError | null
  /** Something is held that can be saved again. */
  readonly held: boolean
}

/** Whose text it is; each field is one of its own. */
export interface Saver {
  readonly field: symbol
  readonly onSaved: () => void
}

/** Reasons that lie outside and can be gone the next time. */
const CAN_PASS: readonly ErrorCode[] = [
  'disk-full',
  'disk-error',
  'folder-not-writable',
  'workspace-taken-over',
  'workspace-gone',
]
const LAST_ACT: Saver = { field: Symbol('last act'), onSaved: () => undefined }

let saving: Saving = { pending: 0, savedAt: null, failure: null, held: false }
const unsaved = new Map<symbol, () => Promise<unknown>>()
const listeners = new Set<() => void>()

function update(change: Partial<Saving>): void {
  saving = { ...saving, ...change }
  for (const listener of listeners) listener()
}

/** Runs one change and keeps count of it. */
export async function saveThrough<Output>(
  change: () => Promise<Output>,
  saver = LAST_ACT,
): Promise<Output> {
  // Newer text takes the place of what was held, so that a retry never brings the older one back.
  unsaved.delete(saver.field)
  update({ pending: saving.pending + 1 })
  try {
    const value = await change()
    // The person went on after an act that failed: doing it now would surprise.
    unsaved.delete(LAST_ACT.field)
    update({ pending: saving.pending - 1, savedAt: new Date() })
    forgetUnsaved(saver.field)
    saver.onSaved()
    return value
  } catch (error) {
    if (error instanceof AppError && CAN_PASS.includes(error.code))
      unsaved.set(saver.field, () => saveThrough(change, saver))
    update({
      pending: saving.pending - 1,
      failure: describeFailure(error, saver),
      held: unsaved.size > 0,
    })
    throw error
  }
}

/** A refusal is an answer, not a failing save, unless a text is left over. */
function describeFailure(error: unknown, { field }: Saver): AppError | null {
  if (!(error instanceof AppError)) return saving.failure
  return field !== LAST_ACT.field || unsaved.has(field) ? error : saving.failure
}

/** The field has nothing to save any more. */
export function forgetUnsaved(field: symbol): void {
  unsaved.delete(field)
  if (unsaved.size === 0) update({ failure: null, held: false })
}

/** What to run to save again all that is held. */
export function listUnsaved(): readonly (() => Promise<unknown>)[] {
  return [...unsaved.values()]
}

export function currentFailure(): AppError | null {
  return saving.failure
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSaving(): Saving {
  return useSyncExternalStore(subscribe, () => saving)
}
