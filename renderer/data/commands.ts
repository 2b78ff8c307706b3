// Changes. `useCommand` gives the outcome as data; what the caller does not handle is said in a
// notice that stays. The sentence of a finished step is the history's own, so both always agree.
import { useState } from 'react'
import { AppError } from '../../shared/kit/errors.ts'
import type { Named } from '../app/api.ts'
import { api } from '../app/api.ts'
import type { CallOptions } from '../app/connection.ts'
import { announceFailure, announceStep, withdrawFailure } from '../app/notices.ts'
import { noticeLock } from './answers.ts'
import { currentFailure, listUnsaved, saveThrough, type Saver } from './saving.ts'

export type Outcome<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly error: AppError }

type Changes<Input, Output> = Named & ((input: Input, options?: CallOptions) => Promise<Output>)

interface Manner {
  /** Say the finished step in a notice with Undo. */
  readonly announce?: boolean
  /** The caller shows the error beside what it is about. */
  readonly quiet?: boolean
}

export async function settle<Output>(attempt: Promise<Output>): Promise<Outcome<Output>> {
  try {
    return { ok: true, value: await attempt }
  } catch (error) {
    noticeLock(error)
    if (error instanceof AppError) return { ok: false, error }
    throw error
  }
}

/** What is in the file now needs no notice any more that says it is not. */
async function settleSave<Output>(
  change: () => Promise<Output>,
  saver?: Saver,
): Promise<Outcome<Output>> {
  const before = currentFailure()
  const outcome = await settle(saveThrough(change, saver))
  if (before && !currentFailure()) withdrawFailure(before)
  return outcome
}

/** Saves again what could not be saved; whether all of it is in the file now. */
export async function saveAgain(): Promise<boolean> {
  const before = currentFailure()
  for (const again of listUnsaved()) {
    const outcome = await settle(again())
    if (!outcome.ok) announceFailure(outcome.error)
    if (!outcome.ok) return false
  }
  if (before) withdrawFailure(before)
  return true
}

export async function announceLastStep(): Promise<void> {
  const { undo } = await api.history.list({ most: 1 })
  if (undo) announceStep(undo)
}

export function useCommand<Input, Output>(call: Changes<Input, Output>, manner: Manner = {}) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  async function run(
    ...[input, options]: undefined extends Input
      ? [input?: Input, options?: CallOptions]
      : [input: Input, options?: CallOptions]
  ): Promise<Outcome<Output>> {
    setPending(true)
    const outcome = await settleSave(() => call(input as Input, options), options?.saver)
    setPending(false)
    setError(outcome.ok ? null : outcome.error)
    if (outcome.ok && manner.announce) await announceLastStep()
    if (!outcome.ok && !manner.quiet) announceFailure(outcome.error)
    return outcome
  }

  return { run, pending, error, forgetError: () => setError(null) }
}
