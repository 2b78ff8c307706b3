import type {
  BackupFile,
  BackupPreview,
  SalvagedKind,
  SecondPlace,
} from '../../../shared/backups/model.ts'
import { backupFile } from '../../../shared/backups/model.ts'

/** What is to be said of the second place, most pressing first; null: all is well. */
export type PlaceCare = 'none' | 'not-reachable' | 'overdue' | 'same-disk'

export function careFor(place: SecondPlace): PlaceCare | null {
  if (place.where === null) return 'none'
  if (!place.reachable) return 'not-reachable'
  if (place.overdue) return 'overdue'
  return place.sameDisk ? 'same-disk' : null
}

/** Only what people would count, and what there was or is any of. */
export function countsToShow(preview: BackupPreview) {
  return preview.counts.filter(({ inBackup, now }) => inBackup > 0 || now > 0)
}

/** Only kinds there was something of, as far as anybody knows. */
export function kindsToShow(kinds: readonly SalvagedKind[]): readonly SalvagedKind[] {
  return kinds.filter(({ rows, lost, leftOut }) => rows > 0 || leftOut > 0 || lost.most !== 0)
}

/** How sure a number of lost rows is. */
export type Doubt = 'none' | 'exact' | 'between' | 'up-to' | 'at-least' | 'unknown'

export function doubtOf({ least, most }: SalvagedKind['lost']): Doubt {
  if (most === null) return least === 0 ? 'unknown' : 'at-least'
  if (most === 0) return 'none'
  if (most === least) return 'exact'
  return least === 0 ? 'up-to' : 'between'
}

const PLACE = '/restore'

/** The address of the start screen in which this backup is to be restored. */
export function addressToRestore(file: BackupFile): string {
  return `${PLACE}/${encodeURIComponent(file)}`
}

/** The backup an address asks to restore, if it does. */
export function backupToRestore(path: string): BackupFile | null {
  if (!path.startsWith(`${PLACE}/`)) return null
  const parsed = backupFile.safeParse(decodeWhole(path.slice(PLACE.length + 1)))
  return parsed.success ? parsed.data : null
}

function decodeWhole(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A file name for a copy that says what is in it, without signs a file may not have. */
export function copyFileName(workspace: string, day: string): string {
  return `${workspace.replace(/[\\/:*?"<>|]/g, ' ').trim()} ${day}.tlbackup`
}
