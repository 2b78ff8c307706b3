import type { AppError, ErrorCode } from '../../../shared/kit/errors.ts'
import type { OfferedBackup } from '../../../shared/backups/model.ts'
import type { LockedState } from '../../app/door-face.ts'
import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'

/** The one the form is for: what was just locked, what the person picked, else the latest. */
export function chosenWorkspace(
  recent: readonly RecentWorkspace[],
  picked: RecentKey | null,
  locked: LockedState | null,
): RecentWorkspace | null {
  const wanted = picked ?? locked?.key
  return recent.find(({ key }) => key === wanted) ?? recent[0] ?? null
}

/** Seconds until the next attempt, from when the wait began. */
export function secondsLeft(waitUntil: number, now: number): number {
  return Math.max(0, Math.ceil((waitUntil - now) / 1000))
}

/** Of the name of a workspace. */
const MOST_SIGNS = 80
/** The passphrase is not at fault, the file is: a backup is the way on. */
const DAMAGE: readonly ErrorCode[] = [
  'workspace-damaged',
  'workspace-emptied',
  'workspace-missing',
  'keys-damaged',
  'keys-missing',
  'no-encryption',
]
/** With whole content under lost keys the printed page opens it, and nothing has to go back. */
const KEYS_LOST: readonly ErrorCode[] = ['keys-damaged', 'keys-missing']

export function isDamage(error: AppError): boolean {
  return DAMAGE.includes(error.code)
}

export function areKeysLost(error: AppError): boolean {
  return KEYS_LOST.includes(error.code)
}

/** The newest that can be restored; they come newest first. */
export function newestWhole(offered: readonly OfferedBackup[]): OfferedBackup | null {
  return offered.find(({ whole }) => whole) ?? null
}

/** A name with an addition, shortened where it would be too long for a name. */
export function fitName(name: string, addition: string): string {
  let kept = name
  while (kept.length + addition.length > MOST_SIGNS) kept = [...kept].slice(0, -1).join('')
  return kept.trimEnd() + addition
}

/** Content is there that a backup or the printed page cannot bring back. */
export function canSalvage(error: AppError): boolean {
  return error.code === 'workspace-damaged'
}
