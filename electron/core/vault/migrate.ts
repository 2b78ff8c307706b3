// Forward only. New tables are made on a copy: backed up, copied, changed, checked, and only then put
// in the place of the file by one rename. Stopped anywhere, the workspace is the old or the new one.
import {
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import type Database from 'better-sqlite3'
import type { Migration } from '../db/migration.ts'
import { openEncrypted, type CipherKey, type Driver } from './cipher.ts'
import { PAGE_BYTES, type WorkspaceFolder } from './folder.ts'
import { checkFreeSpace } from './free-space.ts'
import { syncFolder } from './sync-folder.ts'

/** "THRL", so that other SQLite programs can tell whose file it is. */
export const APPLICATION_ID = 0x5448524c

export function newestVersion(migrations: readonly Migration[]): number {
  return Math.max(0, ...migrations.map((migration) => migration.version))
}

export function readVersion(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** Each migration is its own transaction, so that the version always says what the tables are. */
export function applyMigrations(db: Database.Database, migrations: readonly Migration[]): void {
  const from = readVersion(db)
  const due = migrations
    .filter(({ version }) => version > from)
    .toSorted((a, b) => a.version - b.version)
  for (const { version, sql } of due) {
    const apply = db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    })
    apply.exclusive()
  }
}

/** The database must be open and idle; it is closed here and the migrated copy takes its place. */
export function migrateCopy(
  db: Database.Database,
  place: WorkspaceFolder,
  {
    cipher,
    driver,
    migrations,
  }: { cipher: CipherKey; driver: Driver; migrations: readonly Migration[] },
): void {
  removeNext(place)
  checkFreeSpace(place.folder, (db.pragma('page_count', { simple: true }) as number) * PAGE_BYTES)
  writeFileSync(place.next, '', { flag: 'wx', mode: 0o600 })
  db.prepare('VACUUM INTO ?').run(place.next)
  const copy = openEncrypted(place.next, cipher, { driver })
  try {
    copy.pragma('foreign_keys = OFF')
    applyMigrations(copy, migrations)
    checkWhole(copy)
  } finally {
    copy.close()
  }
  db.close()
  swapIn(place)
}

/** A copy left by a migration that was stopped; the file it was made from is still in place. */
export function removeNext(place: WorkspaceFolder): void {
  rmSync(place.next, { force: true })
  rmSync(`${place.next}-journal`, { force: true })
}

function checkWhole(copy: Database.Database): void {
  const integrity = copy.pragma('integrity_check(1)', { simple: true })
  const strays = copy.pragma('foreign_key_check') as unknown[]
  if (integrity !== 'ok' || strays.length > 0)
    throw new Error('A migration left the copy inconsistent')
}

/** The copy takes the place of the database, which is closed, in one rename. */
export function swapIn(place: WorkspaceFolder): void {
  // A hot journal belongs to the old file and would be played into the new one.
  if (isHot(place.journal))
    throw new Error('The database did not close cleanly before its migration')
  rmSync(place.journal, { force: true })
  rmSync(`${place.next}-journal`, { force: true })
  const descriptor = openSync(place.next, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(place.next, place.database)
  syncFolder(place.folder)
}

/** SQLite writes the first bytes last: a journal that begins with zero was never needed. */
function isHot(journal: string): boolean {
  const found = statSync(journal, { throwIfNoEntry: false })
  if (!found || found.size === 0) return false
  const descriptor = openSync(journal, 'r')
  try {
    const first = Buffer.alloc(1)
    readSync(descriptor, first, 0, 1, 0)
    return first[0] !== 0
  } finally {
    closeSync(descriptor)
  }
}
