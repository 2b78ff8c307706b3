// What the tables of a workspace look like on disk, read from an empty database in memory that our own
// migrations made. What is not in it is not ours, and is not brought over.
import type Database from 'better-sqlite3'
import type { Migration } from '../../db/migration.ts'
import type { Driver } from '../cipher.ts'
import { applyMigrations } from '../migrate.ts'

export interface StoredColumn {
  readonly name: string
  readonly type: string
  readonly notNull: boolean
  /** Rows from before it was added may lack it. */
  readonly mayLack: boolean
  /** INTEGER PRIMARY KEY: the row id; the record itself holds a null in its place. */
  readonly isRowid: boolean
}

export interface KnownTable {
  readonly name: string
  readonly strict: boolean
  readonly withoutRowid: boolean
  /** Part of a search index, which is made anew instead of believed. */
  readonly isShadow: boolean
  /** In the order of the record, which for a table without row ids begins with its key. */
  readonly columns: readonly StoredColumn[]
  /** The least number of columns a record of it can have. */
  readonly leastColumns: number
}

export interface KnownIndex {
  readonly table: string
  /** It has an entry for each row. */
  readonly isTotal: boolean
}

export interface KnownSchema {
  /** For trying out whether a row can belong to a table. */
  readonly db: Database.Database
  readonly tables: ReadonlyMap<string, KnownTable>
  readonly indexes: ReadonlyMap<string, KnownIndex>
  /** The words of each object; null for the index SQLite makes for a key. */
  readonly words: ReadonlyMap<string, string | null>
}

interface ObjectRow {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly rootpage: number
  readonly sql: string | null
}

export function readKnownSchema(Driver: Driver, migrations: readonly Migration[]): KnownSchema {
  const db = new Driver(':memory:')
  db.pragma('temp_store = MEMORY')
  db.pragma('foreign_keys = OFF')
  applyMigrations(db, migrations)
  const objects = db
    .prepare('SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema')
    .all() as ObjectRow[]
  const rooted = objects.filter(({ rootpage }) => rootpage > 0)
  const tables = rooted.filter(({ type }) => type === 'table')
  const indexes = rooted.filter(({ type }) => type === 'index')
  const total = new Set(tables.flatMap(({ name }) => listTotalIndexes(db, name)))
  return {
    db,
    tables: new Map(tables.map(({ name }) => [name, describeTable(db, name)])),
    indexes: new Map(
      indexes.map(({ name, tbl_name: table }) => [name, { table, isTotal: total.has(name) }]),
    ),
    words: new Map(objects.map(({ name, sql }) => [name, sql])),
  }
}

function listTotalIndexes(db: Database.Database, table: string): string[] {
  return db
    .prepare('SELECT name FROM pragma_index_list(?) WHERE partial = 0')
    .pluck()
    .all(table) as string[]
}

interface ColumnRow {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  readonly pk: number
  readonly hidden: number
}

function describeTable(db: Database.Database, name: string): KnownTable {
  const { type, strict, wr } = db
    .prepare(`SELECT type, strict, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?`)
    .get(name) as { type: string; strict: number; wr: number }
  const rows = db.prepare('SELECT * FROM pragma_table_xinfo(?) ORDER BY cid').all(name)
  const declared = (rows as ColumnRow[]).filter(({ hidden }) => hidden !== VIRTUAL)
  if (declared.some(({ hidden }) => hidden !== 0))
    throw new Error(`Salvage does not know stored generated columns (${name})`)
  const key = declared.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
  const stored = wr ? [...key, ...declared.filter(({ pk }) => pk === 0)] : declared
  const hasRowidKey =
    !wr && key.length === 1 && key[0]?.type === 'INTEGER' && !hasKeyIndex(db, name)
  const columns = stored.map((column) => ({
    name: column.name,
    type: column.type,
    notNull: column.notnull === 1 || (wr === 1 && column.pk > 0),
    mayLack: column.pk === 0 && (column.notnull === 0 || column.dflt_value !== null),
    isRowid: hasRowidKey && column.pk === 1,
  }))
  const leastColumns = 1 + columns.findLastIndex((column) => !column.mayLack)
  const isShadow = type === 'shadow'
  return { name, strict: strict === 1, withoutRowid: wr === 1, isShadow, columns, leastColumns }
}

const VIRTUAL = 2

function hasKeyIndex(db: Database.Database, table: string): boolean {
  return (
    db.prepare(`SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk'`).get(table) !== undefined
  )
}
