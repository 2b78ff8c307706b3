// Reads from the open database what its tables look like: undo triggers, dumps and the check of the
// personal-data registry are generated from it, so none of them can forget a column.
import type Database from 'better-sqlite3'

export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

interface ColumnRow {
  readonly name: string
  readonly pk: number
}

export function readTables(db: Database.Database): TableShape[] {
  const names = db
    .prepare(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .pluck()
    .all() as string[]
  return names.map((name) => readTable(db, name))
}

function readTable(db: Database.Database, name: string): TableShape {
  const columns = db
    .prepare('SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid')
    .all(name) as ColumnRow[]
  const key = columns.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    name,
    columns: columns.map((column) => column.name),
    key: key.map((column) => column.name),
  }
}
