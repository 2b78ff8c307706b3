import { useEffect, useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { OpenWorkspace, RecentKey } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { settle } from '../../data/commands.ts'
import { isDamage, secondsLeft } from './view.ts'

/** One attempt after another, with the pause the core asks for between them. */
export function useUnlock(key: RecentKey, onDamage: (error: AppError) => void) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // The folder cannot be written: then the same passphrase opens it to look at.
  const [toRead, setToRead] = useState(false)
  const [wait, startWait] = useCountdown()

  async function open(attempt: Promise<OpenWorkspace>): Promise<void> {
    setPending(true)
    setProblem(null)
    const outcome = await settle(attempt)
    setPending(false)
    if (outcome.ok) return updateSession(outcome.value)
    if (isDamage(outcome.error)) return onDamage(outcome.error)
    if (outcome.error.code === 'folder-not-writable') return setToRead(true)
    setProblem(explainError(outcome.error))
    startWait(secondsToWait(outcome.error))
  }

  return {
    unlock: (typed: string) => {
      const call = toRead ? api.workspace.unlockToRead : api.workspace.unlock
      return open(seal(typed).then((passphrase) => call({ key, passphrase })))
    },
    /** By the keychain, without a passphrase. */
    unlockHere: () => open(api.workspace.unlockHere({ key })),
    pending,
    problem,
    toRead,
    wait,
  }
}

export function secondsToWait(error: AppError): number {
  const data = error.toData()
  return data.code === 'wrong-passphrase' || data.code === 'too-soon' ? data.details.waitSeconds : 0
}

/** Seconds left, and how to start a new count. */
export function useCountdown() {
  const [{ until, now }, setCount] = useState({ until: 0, now: 0 })
  const left = secondsLeft(until, now)
  const running = left > 0
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setCount(({ until }) => ({ until, now: Date.now() })), 250)
    return () => clearInterval(timer)
  }, [running])
  const start = (seconds: number) =>
    setCount({ until: Date.now() + seconds * 1000, now: Date.now() })
  return [left, start] as const
}
