// What a restore must not bring back to an earlier state: the record, the release ledger, what was
// erased, which wave keys were destroyed. Such tables only grow, under one whole number; each feature
// declares its own as `carried`, and everything here works on the declared list.
import type Database from 'better-sqlite3'

export interface CarriedRow {
  readonly table: string
  readonly row: Readonly<Record<string, unknown>>
}

interface Column {
  readonly name: string
  readonly pk: number
}

/** Rows beyond the given number of each table; all of them where none is given. */
export function readCarried(
  db: Database.Database,
  tables: readonly string[],
  after: ReadonlyMap<string, number> = new Map(),
): CarriedRow[] {
  return tables.flatMap((table) => {
    const key = findKey(db, table)
    if (key === null) return []
    const rows = db
      .prepare(`SELECT * FROM "${table}" WHERE "${key}" > ? ORDER BY "${key}"`)
      .all(after.get(table) ?? 0) as Record<string, unknown>[]
    return rows.map((row) => ({ table, row }))
  })
}

/** How far each table has come. */
export function readMarks(
  db: Database.Database,
  tables: readonly string[],
): ReadonlyMap<string, number> {
  const marks = tables.flatMap((table) => {
    const key = findKey(db, table)
    if (key === null) return []
    const most = db.prepare(`SELECT coalesce(max("${key}"), 0) FROM "${table}"`).pluck().get()
    return [[table, most as number] as const]
  })
  return new Map(marks)
}

/** Rows that are there already stay; columns that this file does not know are left out. */
export function writeCarried(
  db: Database.Database,
  rows: readonly CarriedRow[],
): ReadonlyMap<string, number> {
  const written = new Map<string, number>()
  for (const { table, row } of rows) {
    const known = readColumns(db, table).map(({ name }) => name)
    const names = Object.keys(row).filter((name) => known.includes(name))
    if (names.length === 0) continue
    const columns = names.map((name) => `"${name}"`).join(', ')
    const { changes } = db
      .prepare(
        `INSERT OR IGNORE INTO "${table}" (${columns}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(...names.map((name) => row[name]))
    written.set(table, (written.get(table) ?? 0) + changes)
  }
  return written
}

/** Null: this file has no such table. */
export function findKey(db: Database.Database, table: string): string | null {
  return readColumns(db, table).find(({ pk }) => pk === 1)?.name ?? null
}

function readColumns(db: Database.Database, table: string): Column[] {
  return db.prepare('SELECT name, pk FROM pragma_table_info(?)').all(table) as Column[]
}
