// Stored values back into a table, each with the type it had. Text goes in as its bytes.
import type Database from 'better-sqlite3'
import { isSqliteError } from '../cipher.ts'
import type { KnownTable } from './known-schema.ts'
import { isText, type StoredValue } from './parse-record.ts'
import type { Row } from './read-rows.ts'

/** False: the table refuses the row. */
export type Insert = (row: Row) => boolean

export function prepareInsert(db: Database.Database, table: KnownTable): Insert {
  const statements = new Map<string, Database.Statement>()
  const prepare = (values: readonly StoredValue[]) => {
    const shape = values.map((value) => (isText(value) ? 't' : '?')).join('')
    const known = statements.get(shape) ?? db.prepare(writeStatement(table, shape))
    statements.set(shape, known)
    return known
  }
  return ({ rowid, values }) => {
    if (!values) return false
    const bound = values.map((value, at) => {
      if (table.columns[at]?.isRowid) return rowid
      return isText(value) ? value.text : value
    })
    try {
      prepare(values).run(...bound, ...(table.withoutRowid ? [] : [rowid]))
      return true
    } catch (error) {
      if (isSqliteError(error, 'SQLITE_CONSTRAINT')) return false
      throw error
    }
  }
}

/** The row id is given too: it keeps the order, and a second row with the same one is refused. */
function writeStatement(table: KnownTable, shape: string): string {
  const names = table.columns.slice(0, shape.length).map(({ name }) => `"${name}"`)
  const gaps = [...shape].map((sign) => (sign === 't' ? 'CAST(? AS TEXT)' : '?'))
  if (!table.withoutRowid) {
    names.push('rowid')
    gaps.push('?')
  }
  return `INSERT INTO "${table.name}" (${names.join(', ')}) VALUES (${gaps.join(', ')})`
}
