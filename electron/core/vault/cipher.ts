// Opening an encrypted database. A driver without encryption ignores the key silently, so nothing is
// written before the cipher answered by name, the file begins with the workspace id instead of
// SQLite's own words, and a look without the key finds no database.
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import type { ClaimedFile } from './header.ts'
import { isPlainDatabase } from './header.ts'

export type Driver = typeof Database

export interface CipherKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** 16 bytes, the workspace id. */
  readonly wid: Uint8Array
}

interface OpenOptions {
  readonly driver: Driver
  readonly readonly?: boolean
}

const BUSY_MILLISECONDS = 1_000

/** The stock SQLCipher 4 format (AES-256-CBC, HMAC-SHA512 per page) with a raw key and salt. */
export function openEncrypted(
  path: string,
  cipher: CipherKey,
  { driver: Driver, readonly = false }: OpenOptions,
): Database.Database {
  const db = new Driver(path, { fileMustExist: true, readonly, timeout: BUSY_MILLISECONDS })
  try {
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma('legacy = 4')
    if (db.pragma('cipher', { simple: true }) !== 'sqlcipher')
      throw new AppError('no-encryption', {})
    giveKey(db, cipher)
    // No temporary file may hold what the database hides, not even during the first query.
    db.pragma('temp_store = MEMORY')
    // What is deleted is overwritten, also by a migration or a repair outside a session.
    db.pragma('secure_delete = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** As bytes, which can be zeroed; PRAGMA key would leave the key in the heap as text. */
function giveKey(db: Database.Database, { key, wid }: CipherKey): void {
  // The published types describe the driver without encryption, which has no such method.
  const giver = db as Database.Database & { key(raw: Buffer): unknown }
  const raw = Buffer.concat([Buffer.from('raw:'), key, wid])
  try {
    giver.key(raw)
  } finally {
    raw.fill(0)
  }
}

/** Before the exclusive lock is taken: afterwards a look without the key would answer "busy". */
export function proveEncrypted(
  path: string,
  driver: Driver,
  proof: { file: ClaimedFile; wid: Uint8Array },
) {
  const salt = proof.file.readSalt()
  const hidden = !isPlainDatabase(salt) && salt.equals(proof.wid) && !opensWithoutKey(path, driver)
  if (!hidden) throw new AppError('no-encryption', {})
}

function opensWithoutKey(path: string, Driver: Driver): boolean {
  const bare = new Driver(path, { readonly: true, fileMustExist: true, timeout: BUSY_MILLISECONDS })
  try {
    bare.prepare('SELECT count(*) FROM sqlite_schema').get()
    return true
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_NOTADB')) return false
    throw error
  } finally {
    bare.close()
  }
}

/** WAL lost acknowledged work in simulated power cuts; this setting lost none. */
const SESSION_PRAGMAS = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'TRUNCATE', 'truncate'],
  ['synchronous', 'EXTRA', 3],
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
] as const

/** Sets how the session writes, and takes the exclusive lock that it keeps until it closes. */
export function beginSession(db: Database.Database): void {
  for (const [name, value, expected] of SESSION_PRAGMAS) {
    db.pragma(`${name} = ${value}`)
    if (db.pragma(name, { simple: true }) !== expected)
      throw new Error(`The driver ignored ${name}`)
  }
  db.exec('BEGIN EXCLUSIVE; COMMIT')
}

export function isSqliteError(error: unknown, code: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith(code)
  )
}
