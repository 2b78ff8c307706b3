// The open workspace, as the core last described it. Every answer that brings a newer description
// goes through `updateSession`.
import { createContext, use, useEffect } from 'react'
import { AppError } from '../../shared/kit/errors.ts'
import type { OpenWorkspace, WorkspaceState } from '../../shared/workspace/model.ts'
import { answers, keyOf } from '../data/answers.ts'
import { settle } from '../data/commands.ts'
import { api } from './api.ts'
import { onEvent } from './connection.ts'
import { announceFailure } from './notices.ts'

export const SessionContext = createContext<OpenWorkspace | null>(null)

export function useSession(): OpenWorkspace {
  const session = use(SessionContext)
  if (!session) throw new Error('No workspace is open here')
  return session
}

export function updateSession(workspace: OpenWorkspace): void {
  const state: WorkspaceState = { kind: 'open', workspace }
  answers.setQueryData(keyOf(api.workspace.state), state)
}

export function refreshState(): Promise<void> {
  return answers.invalidateQueries({ queryKey: keyOf(api.workspace.state) })
}

/** What the core did of its own accord and could not finish. */
export function followTrouble(): () => void {
  return onEvent((event) => {
    if (event.kind === 'trouble')
      announceFailure(new AppError(event.error.code, event.error.details))
  })
}

let placeAfterLock: string | null = null

/** Where the page is to be when the workspace is locked: carried over the reload by the address. */
export function goAfterLock(path: string | null): void {
  placeAfterLock = path
}

/** At lock nothing of the workspace may stay in the page: the cache is dropped and the page reloaded. */
export function followLock(): () => void {
  return onEvent((event) => {
    if (event.kind !== 'locked') return
    answers.clear()
    if (placeAfterLock !== null) location.hash = placeAfterLock
    location.reload()
  })
}

const BETWEEN_TOUCHES = 15_000

/** The person is at work: the idle lock starts again. */
export function useActivity(): void {
  useEffect(() => {
    let touchedAt = 0
    const touch = () => {
      if (Date.now() - touchedAt < BETWEEN_TOUCHES) return
      touchedAt = Date.now()
      void settle(api.workspace.touch()).then((outcome) => {
        if (outcome.ok) updateSession(outcome.value)
      })
    }
    const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch)
    }
  }, [])
}
