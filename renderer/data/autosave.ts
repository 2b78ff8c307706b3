// A field that saves itself: on blur and on Enter, long text also after two seconds of rest. All
// saves of one stay in the field carry the same `edit` name and join into one undo step. Before the
// workspace locks, what is typed is saved. What cannot be saved stays in the field.
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CallOptions } from '../app/connection.ts'
import type { Outcome } from './commands.ts'
import { useFlush } from './flushing.ts'
import { forgetUnsaved } from './saving.ts'

const REST_BEFORE_SAVE = 2_000

export interface Autosaved {
  readonly saved: string
  readonly save: (text: string, options: CallOptions) => Promise<Outcome<unknown>>
  readonly long?: boolean
  /** What may not be saved; the field keeps it and says why. */
  readonly refuse?: (text: string) => string | null
}

export function useAutosave({ saved, save, long = false, refuse }: Autosaved) {
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const stay = useRef('')
  const [field] = useState(() => Symbol('field'))
  const drop = (text: string) => setDraft((now) => (now === text ? null : now))

  async function flush(): Promise<void> {
    if (draft === null) return
    const refusal = draft === saved ? null : (refuse?.(draft) ?? null)
    setProblem(refusal)
    if (refusal !== null) return
    if (draft === saved) return forget()
    await save(draft, { edit: stay.current, saver: { field, onSaved: () => drop(draft) } })
  }
  function forget(): void {
    setDraft(null)
    setProblem(null)
    forgetUnsaved(field)
  }
  useFlushing(long ? draft : null, flush)

  return {
    value: draft ?? saved,
    problem,
    onFocus: () => (stay.current = crypto.randomUUID()),
    onChange: (text: string) => {
      setDraft(text)
      setProblem(null)
    },
    onBlur: () => void flush(),
    onKeyDown: (event: { readonly key: string; preventDefault(): void }) => {
      if (event.key === 'Escape' && draft !== null) forget()
      if (event.key !== 'Enter' || long) return
      event.preventDefault()
      void flush()
    },
  }
}

/** The three moments no key announces: rest, the lock, and leaving the screen. */
function useFlushing(resting: string | null, flush: () => Promise<void>): void {
  const flushNow = useEffectEvent(flush)
  useEffect(() => {
    if (resting === null) return
    const timer = setTimeout(() => void flushNow(), REST_BEFORE_SAVE)
    return () => clearTimeout(timer)
  }, [resting])
  useFlush(flush)
}
