// Wrong passphrases slow the next try down, to a minute at most, and never wipe anything. Kept in
// memory: whoever can restart the app can also copy the file and guess elsewhere.
import { realpathSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'

/** The first slips are free; then 1, 2, 4 … 60 seconds. */
const FREE_TRIES = 2
const MOST_SECONDS = 60

interface Attempts {
  readonly failed: number
  readonly at: number
}

const attempts = new Map<string, Attempts>()

const turns = new Map<string, Promise<unknown>>()

/** Tries made at once are made one after the other, so that each knows of the failure before it. */
export async function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = realpathSync(folder)
  const mine = (turns.get(path) ?? Promise.resolve()).then(work)
  const settled = mine.catch(() => undefined)
  turns.set(path, settled)
  try {
    return await mine
  } finally {
    if (turns.get(path) === settled) turns.delete(path)
  }
}

export function checkTurn(folder: string, now: string): void {
  const before = attempts.get(realpathSync(folder))
  if (!before) return
  const waited = (Date.parse(now) - before.at) / 1000
  // A clock set back must not turn a minute into years.
  const left = waited < 0 ? waitAfter(before.failed) : waitAfter(before.failed) - waited
  if (left > 0) throw new AppError('too-soon', { waitSeconds: Math.ceil(left) })
}

export function countFailure(folder: string, now: string): AppError {
  const path = realpathSync(folder)
  const failed = (attempts.get(path)?.failed ?? 0) + 1
  attempts.set(path, { failed, at: Date.parse(now) })
  return new AppError('wrong-passphrase', { waitSeconds: waitAfter(failed) })
}

export function forgetFailures(folder: string): void {
  attempts.delete(realpathSync(folder))
}

function waitAfter(failed: number): number {
  return failed <= FREE_TRIES ? 0 : Math.min(2 ** (failed - FREE_TRIES - 1), MOST_SECONDS)
}
