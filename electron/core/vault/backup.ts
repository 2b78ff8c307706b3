// A backup is taken by VACUUM INTO on the one open connection (the driver's own backup call would
// write plain text), and everything after that happens beside the core.
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { createReader } from '../db/handle.ts'
import type { JobDesk } from '../jobs.ts'
import { getHead } from '../record/chain.ts'
import {
  findNextGeneration,
  removeLeftovers,
  removeOldBackups,
  type MadeBackup,
} from './backup-list.ts'
import { describeVaultError } from './describe-error.ts'
import { BACKUP_SUFFIX, describeFolder, PAGE_BYTES } from './folder.ts'
import { checkFreeSpace } from './free-space.ts'
import { readKeyTable } from './key-store.ts'
import type { SessionKeys } from './keys.ts'
import { readVersion } from './migrate.ts'
import { partOf, sealBackupTask, type SealRequest } from './seal-backup.ts'
import { countRows } from './verify-image.ts'
import type { VaultTools } from './vault.ts'
import { copySecret } from '../secret-bytes.ts'

export interface BackupSource {
  readonly db: Database.Database
  readonly folder: string
  readonly wid: string
  readonly keys: SessionKeys
  readonly tools: VaultTools
}

/** What a backup asks of whoever runs it: say how far, stop, compute beside the core. */
export type WorkDesk = Pick<JobDesk, 'progress' | 'checkCancelled' | 'compute'>

export async function makeBackup(source: BackupSource, desk: WorkDesk): Promise<MadeBackup> {
  desk.progress('copy', 0, 1)
  const request = takeImage(source)
  try {
    desk.checkCancelled()
    const backup = await desk.compute<MadeBackup>('seal-backup', request)
    removeOldBackups(describeFolder(source.folder).backups, source.wid, new Set([backup.file]))
    return backup
  } finally {
    forget(request)
  }
}

/** The same in this thread: before a migration, when there is no desk yet. */
export async function makeBackupHere(source: BackupSource): Promise<MadeBackup> {
  const request = takeImage(source)
  try {
    const backup = await sealBackupTask(request, { progress: () => {}, isCancelled: () => false })
    removeOldBackups(describeFolder(source.folder).backups, source.wid, new Set([backup.file]))
    return backup
  } finally {
    forget(request)
  }
}

/** Image and counts are of one moment: one thread, one connection, nothing in between. */
function takeImage({ db, folder, wid, keys, tools }: BackupSource): SealRequest {
  const place = describeFolder(folder)
  const keyFile = readKeyTable(db)
  if (!keyFile) throw new AppError('keys-damaged', { name: place.name })
  const madeAt = tools.now()
  const mark = Buffer.from(tools.randomBytes(6)).toString('hex')
  const image = join(place.backups, `.${mark}.image`)
  try {
    mkdirSync(place.backups, { recursive: true, mode: 0o700 })
    removeLeftovers(place.backups, (name) => name.endsWith('.image') || name.endsWith('.part'))
    // The image, and the package made of it.
    checkFreeSpace(place.backups, 2 * countBytes(db))
    writeFileSync(image, '', { flag: 'wx', mode: 0o600 })
    db.prepare('VACUUM INTO ?').run(image)
    chmodSync(image, 0o600)
  } catch (error) {
    rmSync(image, { force: true })
    throw describeVaultError(error, place.name)
  }
  const { generation, target } = reserveTarget(
    place.backups,
    madeAt,
    findNextGeneration(folder, wid),
  )
  const header = { wid, name: place.name, generation, schema: readVersion(db), madeAt, keyFile }
  return {
    image,
    target,
    header: { ...header, counts: countRows(db), recordHead: findRecordHead(db) },
    // Copies: the sealing zeroes what it was given, the session still needs its own.
    databaseKey: copySecret(keys.database),
    packageKey: copySecret(keys.package),
  }
}

/** As long as the file is; what is free in it does not go into a copy. */
export function countBytes(db: Database.Database): number {
  const pages = (name: string) => db.pragma(name, { simple: true }) as number
  return (pages('page_count') - pages('freelist_count')) * PAGE_BYTES
}

/** Being written now: until they are there the folder does not show that their names are taken. */
const reserved = new Set<string>()

function reserveTarget(backups: string, madeAt: string, first: number) {
  for (let generation = first; ; generation += 1) {
    const target = join(backups, nameBackup(madeAt, generation))
    if (reserved.has(target) || existsSync(target)) continue
    reserved.add(target)
    return { generation, target }
  }
}

function forget({ image, target, databaseKey, packageKey }: SealRequest): void {
  databaseKey.fill(0)
  packageKey.fill(0)
  rmSync(image, { force: true })
  rmSync(`${image}-journal`, { force: true })
  rmSync(partOf(target), { force: true })
  reserved.delete(target)
}

function nameBackup(madeAt: string, generation: number): string {
  const when = madeAt.slice(0, 19).replace('T', ' ').replaceAll(':', '-')
  return `${when} (${generation})${BACKUP_SUFFIX}`
}

/** A file older than the record has no head to print. */
function findRecordHead(db: Database.Database) {
  const exists = db
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'record_entry'`)
    .get()
  return exists ? getHead(createReader(db)) : null
}
