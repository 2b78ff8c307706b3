// A backup that was never opened is a hope. The image is opened with the key, read whole, and counted.
import Database from 'better-sqlite3'
import { readTables } from '../db/schema.ts'
import { openEncrypted, type CipherKey } from './cipher.ts'

export type RowCounts = Readonly<Record<string, number>>

export function countRows(db: Database.Database): Record<string, number> {
  const names = readTables(db).map((table) => table.name)
  const count = (name: string) =>
    db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number
  return Object.fromEntries(names.map((name) => [name, count(name)]))
}

export function isWholeImage(path: string, cipher: CipherKey, expected: RowCounts): boolean {
  let db: Database.Database | undefined
  try {
    db = openEncrypted(path, cipher, { driver: Database, readonly: true })
    const whole = db.pragma('integrity_check(1)', { simple: true }) === 'ok'
    const strays = db.pragma('foreign_key_check') as unknown[]
    return whole && strays.length === 0 && isSameCount(countRows(db), expected)
  } catch (error) {
    // What SQLite cannot read is not whole; anything else is a fault of ours and must be seen.
    if (error instanceof Database.SqliteError) return false
    throw error
  } finally {
    db?.close()
  }
}

function isSameCount(found: RowCounts, expected: RowCounts): boolean {
  const names = Object.keys(expected)
  return (
    Object.keys(found).length === names.length &&
    names.every((name) => found[name] === expected[name])
  )
}
