// Before the workspace locks, every field and form says what it still holds; then the core is told that
// it may close. It does not wait for ever, so nothing here may ask the person anything.
import { useEffect, useEffectEvent } from 'react'
import { api } from '../app/api.ts'
import { onEvent } from '../app/connection.ts'
import { settle } from './commands.ts'

const flushes = new Set<() => Promise<unknown>>()

/** Also when the form goes away. */
export function useFlush(flush: () => Promise<unknown>): void {
  const flushNow = useEffectEvent(flush)
  useEffect(() => {
    const held = () => flushNow()
    flushes.add(held)
    return () => {
      flushes.delete(held)
      void flushNow()
    }
  }, [])
}

export function followLocking(): () => void {
  return onEvent((event) => {
    if (event.kind !== 'locking') return
    const saving = [...flushes].map((flush) => flush())
    void Promise.allSettled(saving).then(() => settle(api.workspace.flushed()))
  })
}
