import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 900px)')

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether the sidebar is a rail of icons, whose names are then tooltips. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches)
}
