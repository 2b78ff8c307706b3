// From keys to a database that may be written: its length and id are right, it opens, it is not newer
// than this app, its schema is ours, it is proven encrypted, every page is whole, and it is ours alone.
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { findWorkspaceRow } from '../workspace/store.ts'
import { makeBackupHere } from './backup.ts'
import { isJournalSafe } from './check-journal.ts'
import { beginSession, openEncrypted, proveEncrypted, type CipherKey } from './cipher.ts'
import { describeVaultError } from './describe-error.ts'
import type { WorkspaceFolder } from './folder.ts'
import { claimDatabase, type ClaimedFile } from './header.ts'
import type { SessionKeys } from './keys.ts'
import { APPLICATION_ID, migrateCopy, newestVersion, readVersion, removeNext } from './migrate.ts'
import { hasExpectedSchema } from './schema-check.ts'
import type { VaultTools } from './vault.ts'

export interface OpenDatabase {
  readonly db: Database.Database
  readonly file: ClaimedFile
}

interface DatabaseKeys {
  readonly wid: Uint8Array
  readonly keys: SessionKeys
}

export async function openDatabase(
  tools: VaultTools,
  place: WorkspaceFolder,
  { wid, keys }: DatabaseKeys,
): Promise<OpenDatabase> {
  const driver = tools.driver ?? Database
  const cipher: CipherKey = { key: keys.database, wid }
  try {
    removeNext(place)
    let opened = openChecked(tools, place, { cipher })
    if (readVersion(opened.db) < newestVersion(tools.migrations)) {
      const source = { db: opened.db, folder: place.folder, wid: toHex(wid), keys, tools }
      try {
        await makeBackupHere(source)
        migrateCopy(opened.db, place, { cipher, driver, migrations: tools.migrations })
      } finally {
        closeDatabase(opened)
      }
      opened = openChecked(tools, place, { cipher })
    }
    beginSessionOrClose(opened)
    return opened
  } catch (error) {
    throw describeVaultError(error, place.name)
  }
}

/** For a folder that cannot be written: nothing is brought up to date, nothing is locked. */
export function openForReading(
  tools: VaultTools,
  place: WorkspaceFolder,
  { wid, keys }: DatabaseKeys,
): OpenDatabase {
  try {
    const cipher = { key: keys.database, wid }
    const opened = openChecked(tools, place, { cipher, readonly: true })
    if (readVersion(opened.db) === newestVersion(tools.migrations)) return opened
    closeDatabase(opened)
    throw new AppError('folder-not-writable', { name: place.name })
  } catch (error) {
    throw describeVaultError(error, place.name)
  }
}

export function closeDatabase({ db, file }: OpenDatabase): void {
  db.close()
  file.release()
}

interface Checking {
  readonly cipher: CipherKey
  readonly readonly?: boolean
}

function openChecked(
  tools: VaultTools,
  place: WorkspaceFolder,
  { cipher, readonly = false }: Checking,
): OpenDatabase {
  const driver = tools.driver ?? Database
  const file = claimDatabase(place.database)
  let db: Database.Database | undefined
  try {
    if (!isJournalSafe(file, place.journal, cipher)) {
      throw new AppError('workspace-damaged', { name: place.name })
    }
    db = openEncrypted(place.database, cipher, { driver, readonly })
    const version = readVersion(db)
    const known = { driver, migrations: tools.migrations, version }
    if (version > newestVersion(tools.migrations)) {
      throw new AppError('workspace-newer', { name: place.name })
    }
    const ours =
      db.pragma('application_id', { simple: true }) === APPLICATION_ID &&
      hasExpectedSchema(db, known) &&
      findWorkspaceRow(db)?.wid === toHex(cipher.wid) &&
      // The quick check would not compare an index with its table: an older page of one passes it.
      db.pragma('integrity_check(1)', { simple: true }) === 'ok'
    if (!ours) throw new AppError('workspace-damaged', { name: place.name })
    proveEncrypted(place.database, driver, { file, wid: cipher.wid })
    return { db, file }
  } catch (error) {
    db?.close()
    file.release()
    throw error
  }
}

function beginSessionOrClose(opened: OpenDatabase): void {
  try {
    beginSession(opened.db)
  } catch (error) {
    closeDatabase(opened)
    throw error
  }
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
