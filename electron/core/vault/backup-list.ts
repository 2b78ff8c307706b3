// Which backups there are, and which of them stay: 10 recent, 7 daily, 4 weekly, 12 monthly, under a
// cap on their total size, and never without the newest that was verified.
import { readdirSync, rmSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { backupFile } from '../../../shared/backups/model.ts'
import { instant, type Instant } from '../../../shared/kit/schema.ts'
import { readPackage, type BackupHeader } from './backup-package.ts'
import { describeFolder } from './folder.ts'

const RECENT = 10
const DAILY = 7
const WEEKLY = 4
const MONTHLY = 12
const DAY_MILLISECONDS = 86_400_000
export const MOST_BACKUP_BYTES = 2 * 1024 ** 3
const LEFTOVER_MILLISECONDS = 3_600_000
/** What a list for a person goes up to; keeping and removing look at all there are. */
const MOST_LISTED = 500
/** Nobody makes so many: a header that says more was not written by this app. */
const MOST_GENERATION = 1e9

export interface MadeBackup {
  readonly file: string
  readonly madeAt: Instant
  readonly bytes: number
  /** It was verified when it was made, and is as long as it was then. */
  readonly verified: boolean
}

export interface KnownBackup extends MadeBackup {
  readonly generation: number
  /** Null: not a backup, or cut short. */
  readonly header: BackupHeader | null
}

/** Newest first. */
export function readBackups(folder: string): KnownBackup[] {
  return readPackagesIn(describeFolder(folder).backups)
}

export function listNewest(folder: string): KnownBackup[] {
  return readBackups(folder).slice(0, MOST_LISTED)
}

/** One strange entry must not hide the others: what is no plain file is passed over. */
export function readPackagesIn(backups: string): KnownBackup[] {
  return sortNewestFirst(
    listNames(backups)
      .filter((name) => backupFile.safeParse(name).success)
      .flatMap((file) => describeBackup(backups, file) ?? []),
  )
}

/** By time: generations begin again where a workspace was restored on another computer. */
export function sortNewestFirst(backups: readonly KnownBackup[]): KnownBackup[] {
  return backups.toSorted(
    (a, b) => Date.parse(b.madeAt) - Date.parse(a.madeAt) || b.generation - a.generation,
  )
}

export function findNextGeneration(folder: string, wid: string): number {
  const own = readBackups(folder).filter(({ header }) => header?.wid === wid)
  const generations = own.map(({ generation }) => generation)
  return Math.max(0, ...generations.filter((generation) => generation < MOST_GENERATION)) + 1
}

/** Newest first in, the ones to keep out. */
export function chooseKept<B extends MadeBackup>(
  backups: readonly B[],
  mostBytes = MOST_BACKUP_BYTES,
): B[] {
  const wanted = new Set([
    ...backups.slice(0, RECENT),
    ...newestPer(backups, DAILY, (at) => String(Math.floor(at / DAY_MILLISECONDS))),
    ...newestPer(backups, WEEKLY, (at) => String(Math.floor(at / (7 * DAY_MILLISECONDS)))),
    ...newestPer(backups, MONTHLY, (at) => new Date(at).toISOString().slice(0, 7)),
  ])
  const newestVerified = backups.find((backup) => backup.verified)
  let bytes = newestVerified?.bytes ?? 0
  return backups.filter((backup) => {
    if (backup === newestVerified) return true
    if (!wanted.has(backup) || bytes + backup.bytes > mostBytes) return false
    bytes += backup.bytes
    return true
  })
}

/** Of this workspace: in a second place there may be others' too. What was just written stays. */
export function removeOldBackups(backups: string, wid: string, written: ReadonlySet<string>): void {
  const known = readPackagesIn(backups).filter(({ header }) => header?.wid === wid)
  const kept = new Set(chooseKept(known))
  // What cannot be read as a backup is never ours to delete.
  const old = known.filter((backup) => backup.verified && !kept.has(backup))
  for (const { file } of old) if (!written.has(file)) rmSync(join(backups, file), { force: true })
}

/** Images and parts of a backup that was stopped. */
export function removeLeftovers(backups: string, isLeftover: (name: string) => boolean): void {
  for (const name of listNames(backups).filter(isLeftover)) {
    const path = join(backups, name)
    const found = findFile(path)
    if (found && Date.now() - found.mtimeMs > LEFTOVER_MILLISECONDS) rmSync(path, { force: true })
  }
}

function describeBackup(folder: string, file: string): KnownBackup | null {
  const path = join(folder, file)
  const found = findFile(path)
  if (!found) return null
  const header = readHeader(path)
  return {
    file,
    madeAt: instant.parse(header?.madeAt ?? readDate(file) ?? found.mtime.toISOString()),
    bytes: found.size,
    verified: header !== null,
    generation: header?.generation ?? 0,
    header,
  }
}

function findFile(path: string): Stats | null {
  try {
    const found = statSync(path)
    return found.isFile() ? found : null
  } catch {
    // A link that leads nowhere, or in a circle; or gone since the folder was read.
    return null
  }
}

function readHeader(path: string): BackupHeader | null {
  try {
    return readPackage(path)?.header ?? null
  } catch {
    // It may not be read, or the disk fails there: not verified, and said as such.
    return null
  }
}

/** A damaged one keeps its place in the list: its name says when it was made. */
function readDate(file: string): string | null {
  const [, day, hours, minutes, seconds] =
    /^(\d{4}-\d{2}-\d{2}) (\d{2})-(\d{2})-(\d{2}) /.exec(file) ?? []
  const at = `${day}T${hours}:${minutes}:${seconds}.000Z`
  return day !== undefined && !Number.isNaN(Date.parse(at)) ? at : null
}

function newestPer<B extends MadeBackup>(
  backups: readonly B[],
  most: number,
  periodOf: (at: number) => string,
): B[] {
  const newest = new Map<string, B>()
  for (const backup of backups) {
    const period = periodOf(Date.parse(backup.madeAt))
    if (!newest.has(period)) newest.set(period, backup)
  }
  return [...newest.values()].slice(0, most)
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
