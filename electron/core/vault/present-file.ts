// The file that a restore is about to replace, looked at and never changed: a journal that SQLite would
// play back wrongly keeps it from being opened at all, and then it counts as one that cannot be read.
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { isJournalSafe } from './check-journal.ts'
import { openEncrypted } from './cipher.ts'
import { isDamage } from './describe-error.ts'
import { fitsDatabase } from './fits-database.ts'
import type { WorkspaceFolder } from './folder.ts'
import { readClaimed } from './header.ts'
import { deriveKey } from './keys.ts'

export interface PresentKey {
  readonly root: Uint8Array
  readonly wid: string
}

/** Null: there is none, it has another key, or it cannot be read. */
export function readPresentFile<T>(
  place: WorkspaceFolder,
  { root, wid }: PresentKey,
  read: (db: Database.Database) => T,
): T | null {
  const salt = Buffer.from(wid, 'hex')
  if (!existsSync(place.database) || !fitsDatabase(place, { root, wid: salt })) return null
  const cipher = { key: deriveKey(root, salt, 'database'), wid: salt }
  try {
    return readClaimed(place.database, (file) => {
      if (!isJournalSafe(file, place.journal, cipher)) return null
      const db = openEncrypted(place.database, cipher, { driver: Database })
      try {
        return read(db)
      } finally {
        db.close()
      }
    })
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  } finally {
    cipher.key.fill(0)
  }
}
