// Changes. `useCommand` gives the outcome as data; what the caller does not handle is said in a
// notice that stays. The sentence of a finished step is the history's own, so both always agree.
import { useState } from 'react'
import { AppError } from '../../shared/kit/errors.ts'
import type { Named } from '../app/api.ts'
import { api } from '../app/api.ts'
import type { CallOptions } from '../app/connection.ts'
import { announceFailure, announceStep } from '../app/notices.ts'
import { noticeLock } from './answers.ts'
import { saveThrough } from './saving.ts'

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
    const outcome = await settle(saveThrough(() => call(input as Input, options)))
    setPending(false)
    setError(outcome.ok ? null : outcome.error)
    if (outcome.ok && manner.announce) await announceLastStep()
    if (!outcome.ok && !manner.quiet) announceFailure(outcome.error)
    return outcome
  }

  return { run, pending, error, forgetError: () => setError(null) }
}
