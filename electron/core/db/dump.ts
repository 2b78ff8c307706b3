// What "byte-identical" means for undo, backup and restore: the hash of every cell with its type,
// table by table in key order.
import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { TableShape } from './schema.ts'

export function hashTables(db: Database.Database, tables: readonly TableShape[]): string {
  const hash = createHash('sha256')
  for (const table of tables) {
    hash.update(`\n#${table.name}`)
    for (const line of readLines(db, table)) hash.update(`\n${line}`)
  }
  return hash.digest('hex')
}

function readLines(db: Database.Database, table: TableShape): Iterable<string> {
  const cells = table.columns
    .map((column) => `typeof("${column}") || ':' || quote("${column}")`)
    .join(` || '|' || `)
  const order = table.key.map((column) => `"${column}"`).join(', ')
  return db
    .prepare(`SELECT ${cells} FROM "${table.name}" ORDER BY ${order}`)
    .pluck()
    .iterate() as Iterable<string>
}
