// Whether a row without a parent can belong to a table: by the number and the types of its values, and
// by asking an empty table in memory, which knows every CHECK.
import { prepareInsert } from './insert-rows.ts'
import type { KnownSchema, KnownTable, StoredColumn } from './known-schema.ts'
import { isText, type StoredValue } from './parse-record.ts'
import type { Row } from './read-rows.ts'

export type Fits = (table: KnownTable, row: Row) => boolean

export function prepareFits({ db }: KnownSchema): Fits {
  const inserts = new Map<string, ReturnType<typeof prepareInsert>>()
  return (table, row) => {
    if (!row.values || !hasShape(table, row.values)) return false
    // SQLite keeps the tables of a search index to itself: their shape must do.
    if (table.isShadow) return true
    const insert = inserts.get(table.name) ?? prepareInsert(db, table)
    inserts.set(table.name, insert)
    db.exec(`SAVEPOINT fit; DELETE FROM "${table.name}"`)
    try {
      return insert(row)
    } finally {
      db.exec('ROLLBACK TO fit; RELEASE fit')
    }
  }
}

function hasShape(table: KnownTable, values: readonly StoredValue[]): boolean {
  const { columns, leastColumns } = table
  if (values.length > columns.length || values.length < leastColumns) return false
  // SQLite's own list of the last ids: the one table here that was not declared with types.
  if (table.name === 'sqlite_sequence') return isText(values[0] ?? null) && isInteger(values[1])
  return columns.every((column, at) => at >= values.length || isKept(table, column, values[at]))
}

function isKept({ strict }: KnownTable, column: StoredColumn, value: StoredValue = null): boolean {
  if (column.isRowid) return value === null
  if (value === null) return !column.notNull
  if (!strict) return true
  switch (column.type) {
    case 'INTEGER':
    case 'INT':
      return isInteger(value)
    // A REAL without a fraction is stored as an integer.
    case 'REAL':
      return isInteger(value) || typeof value === 'number'
    case 'TEXT':
      return isText(value)
    case 'BLOB':
      return Buffer.isBuffer(value)
    default:
      return true
  }
}

function isInteger(value: StoredValue | undefined): boolean {
  return typeof value === 'bigint'
}
