import type { LockedState } from '../../app/door-face.ts'
import type { LockReason, RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'

/** The one the form is for: what was just locked, what the person picked, else the latest. */
export function chosenWorkspace(
  recent: readonly RecentWorkspace[],
  picked: RecentKey | null,
  locked: LockedState | null,
): RecentWorkspace | null {
  const wanted = picked ?? locked?.key
  return recent.find(({ key }) => key === wanted) ?? recent[0] ?? null
}

/** The word key for why it is locked; nothing where the person locked it a moment ago. */
export function lockReasonKey(reason: LockReason): `reason-${LockReason}` {
  return `reason-${reason}`
}

/** Seconds until the next attempt, from when the wait began. */
export function secondsLeft(waitUntil: number, now: number): number {
  return Math.max(0, Math.ceil((waitUntil - now) / 1000))
}
