// A journal beside a damaged file holds what a stopped change replaced. SQLite plays it back on a copy:
// the damaged file itself is never written. If it cannot, the file is read as it stands.
import { copyFileSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { SalvageReport } from '../../../../shared/workspace/salvage.ts'
import { openEncrypted, type CipherKey } from '../cipher.ts'
import { claimDatabase } from '../header.ts'
import { isHot } from '../migrate.ts'

export interface Settled {
  /** The file to read pages from. */
  readonly database: string
  readonly journal: SalvageReport['journal']
}

export function rollBackCopy(database: string, copy: string, cipher: CipherKey): Settled {
  if (!isHot(`${database}-journal`)) return { database, journal: 'none' }
  removeCopy(copy)
  copyClosed(database, copy)
  copyFileSync(`${database}-journal`, `${copy}-journal`)
  openOnce(copy, cipher)
  // Also a file that does not open afterwards may have been rolled back to its end.
  const isDone = !isHot(`${copy}-journal`)
  return isDone ? { database: copy, journal: 'rolled-back' } : { database, journal: 'unusable' }
}

export function removeCopy(copy: string): void {
  rmSync(copy, { force: true })
  rmSync(`${copy}-journal`, { force: true })
}

/** Closing the descriptor would drop the locks of a database that is open here. */
function copyClosed(database: string, copy: string): void {
  const file = claimDatabase(database)
  try {
    copyFileSync(database, copy)
  } finally {
    file.release()
  }
}

function openOnce(path: string, cipher: CipherKey): void {
  let db: Database.Database | undefined
  try {
    db = openEncrypted(path, cipher, { driver: Database })
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  } finally {
    db?.close()
  }
}
