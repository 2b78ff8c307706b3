import { useEffect, useRef } from 'react'

/** Whoever stood on Cancel stands on nothing when the work is over: the focus goes back to its start. */
export function useFocusAfter(running: boolean) {
  const start = useRef<HTMLSpanElement>(null)
  const wasRunning = useRef(false)
  useEffect(() => {
    const isLost = document.activeElement === document.body
    if (wasRunning.current && !running && isLost) start.current?.querySelector('button')?.focus()
    wasRunning.current = running
  }, [running])
  return start
}
