// Which backups there are, and which of them stay: 10 recent, 7 daily, 4 weekly, 12 monthly, under a
// cap on their total size, and never without the newest that was verified.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { instant, type Instant } from '../../../shared/kit/schema.ts'
import { readPackage, type BackupHeader } from './backup-package.ts'
import { BACKUP_SUFFIX, describeFolder } from './folder.ts'

const RECENT = 10
const DAILY = 7
const WEEKLY = 4
const MONTHLY = 12
const DAY_MILLISECONDS = 86_400_000
export const MOST_BACKUP_BYTES = 2 * 1024 ** 3
const LEFTOVER_MILLISECONDS = 3_600_000

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

export function readPackagesIn(backups: string): KnownBackup[] {
  return listNames(backups)
    .filter((name) => name.endsWith(BACKUP_SUFFIX))
    .map((file) => describeBackup(backups, file))
    .toSorted((a, b) => b.generation - a.generation || (a.madeAt < b.madeAt ? 1 : -1))
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

/** Of this workspace: in a second place there may be others' too. */
export function removeOldBackups(backups: string, wid: string): void {
  const known = readPackagesIn(backups).filter(({ header }) => header?.wid === wid)
  const kept = new Set(chooseKept(known))
  // What cannot be read as a backup is never ours to delete.
  const old = known.filter((backup) => backup.verified && !kept.has(backup))
  for (const { file } of old) rmSync(join(backups, file), { force: true })
}

/** Images and parts of a backup that was stopped. */
export function removeLeftovers(folder: string): void {
  const { backups } = describeFolder(folder)
  for (const name of listNames(backups)) {
    const path = join(backups, name)
    const found = statSync(path, { throwIfNoEntry: false })
    const leftover = name.endsWith('.image') || name.endsWith('.part')
    if (leftover && found && Date.now() - found.mtimeMs > LEFTOVER_MILLISECONDS)
      rmSync(path, { force: true })
  }
}

function describeBackup(folder: string, file: string): KnownBackup {
  const path = join(folder, file)
  const found = statSync(path)
  const header = readPackage(path)?.header
  return {
    file,
    madeAt: instant.parse(header?.madeAt ?? found.mtime.toISOString()),
    bytes: found.size,
    verified: header !== undefined,
    generation: header?.generation ?? 0,
    header: header ?? null,
  }
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
