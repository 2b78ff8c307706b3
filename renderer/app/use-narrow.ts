import { useSyncExternalStore } from 'react'

/** As in the style sheets: measured in the size of the text, which the person may have doubled. */
const NARROW_REM = 56.25

function isNarrow(): boolean {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return window.innerWidth <= NARROW_REM * rem
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** Whether the sidebar is a rail of icons, whose names are then tooltips. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow)
}
