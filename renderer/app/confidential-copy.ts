// What is copied out of an element marked `data-confidential` leaves the clipboard after 30 seconds and at the lock. A
// page cannot look into the clipboard: so only while the window kept the focus and nothing else was
// copied in it, or somebody's later copy from elsewhere would be lost.
import { onEvent } from './connection.ts'

const KEPT_MILLISECONDS = 30_000

export function followConfidentialCopies(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const forget = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const clear = () => {
    if (timer === null) return
    forget()
    // Refused without focus; then it is no longer ours to empty either.
    if (document.hasFocus()) void navigator.clipboard.writeText('').catch(() => undefined)
  }
  const noteCopy = (event: ClipboardEvent) => {
    forget()
    if (isConfidential(event.target)) timer = setTimeout(clear, KEPT_MILLISECONDS)
  }
  const stop = onEvent((event) => {
    if (event.kind === 'locking') clear()
  })
  document.addEventListener('copy', noteCopy)
  document.addEventListener('cut', noteCopy)
  window.addEventListener('blur', forget)
  return () => {
    stop()
    forget()
    document.removeEventListener('copy', noteCopy)
    document.removeEventListener('cut', noteCopy)
    window.removeEventListener('blur', forget)
  }
}

function isConfidential(target: EventTarget | null): boolean {
  return (
    target instanceof Node &&
    nearestElement(target)?.closest('[data-confidential]') instanceof Element
  )
}

function nearestElement(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement
}
