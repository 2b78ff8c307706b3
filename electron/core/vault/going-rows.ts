// The rows that go when one row goes: those that cascade from it, from those again, and so on; also
// those deleted earlier, of which only an undo step still knows.
import type Database from 'better-sqlite3'

export type KeyValue = string | number

export interface RowKey {
  readonly table: string
  /** The whole key, in the order of its columns. */
  readonly key: readonly KeyValue[]
}

export interface Column {
  readonly name: string
  readonly pk: number
  readonly notnull: number
  readonly type: string
}

interface Link {
  readonly child: string
  readonly id: number
  readonly from: string
  /** Null: the key of the parent. */
  readonly to: string | null
}

interface Cascade {
  readonly child: string
  readonly links: readonly Link[]
}

type Values = Readonly<Record<string, unknown>>

/** The row itself first. */
export function listGoing(db: Database.Database, first: RowKey): RowKey[] {
  const found = new Map<string, RowKey>()
  const waiting = [first]
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    const mark = JSON.stringify([row.table, row.key])
    if (found.has(mark)) continue
    found.set(mark, row)
    waiting.push(...listChildren(db, row))
  }
  return [...found.values()]
}

export function readShape(db: Database.Database, table: string): Column[] {
  return db
    .prepare('SELECT name, pk, "notnull", type FROM pragma_table_info(?)')
    .all(table) as Column[]
}

export function readKeyColumns(db: Database.Database, table: string): string[] {
  const keys = readShape(db, table).filter(({ pk }) => pk > 0)
  return keys.toSorted((a, b) => a.pk - b.pk).map(({ name }) => name)
}

export function hasTable(db: Database.Database, table: string): boolean {
  return readShape(db, table).length > 0
}

function listChildren(db: Database.Database, parent: RowKey): RowKey[] {
  const cascades = listCascades(db, parent.table)
  if (cascades.length === 0) return []
  const keys = readKeyColumns(db, parent.table)
  const values = readValues(db, parent, keys)
  return cascades.flatMap(({ child, links }) => {
    const wanted = links.map(({ to }, at) => values[to ?? keys[at] ?? ''] ?? null)
    // Null points nowhere.
    if (wanted.includes(null)) return []
    const pointers = links.map(({ from }) => from)
    const present = listPresent(db, child, { pointers, wanted })
    return [...present, ...listDeleted(db, child, { pointers, wanted })]
  })
}

function listCascades(db: Database.Database, parent: string): Cascade[] {
  const links = db
    .prepare(
      `SELECT m.name AS child, f.id, f."from", f."to" FROM sqlite_schema m
       JOIN pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f."table" = ? COLLATE NOCASE AND f.on_delete = 'CASCADE'
       ORDER BY m.name, f.id, f.seq`,
    )
    .all(parent) as Link[]
  const grouped = Map.groupBy(links, ({ child, id }) => `${id} ${child}`)
  return [...grouped.values()].flatMap((own) => (own[0] ? { child: own[0].child, links: own } : []))
}

function readValues(db: Database.Database, { table, key }: RowKey, keys: string[]): Values {
  const here = keys.map((name) => `"${name}" IS ?`).join(' AND ')
  const row = db.prepare(`SELECT * FROM "${table}" WHERE ${here}`).get(...key)
  // Deleted before, and only remembered: then its key is all that is known of it.
  return (row ?? Object.fromEntries(keys.map((name, at) => [name, key[at]]))) as Values
}

interface Pointing {
  readonly pointers: readonly string[]
  readonly wanted: readonly unknown[]
}

function listPresent(
  db: Database.Database,
  child: string,
  { pointers, wanted }: Pointing,
): RowKey[] {
  const here = pointers.map((name) => `"${name}" = ?`).join(' AND ')
  return readRowKeys(db, child, { where: here, values: wanted })
}

export interface Condition {
  readonly where: string
  readonly values: readonly unknown[]
}

/** A table without a key has no undo steps that anything could be forgotten of. */
export function readRowKeys(
  db: Database.Database,
  table: string,
  { where, values }: Condition,
): RowKey[] {
  const keys = readKeyColumns(db, table)
  if (keys.length === 0) return []
  const columns = keys.map((name) => `"${name}"`).join(', ')
  const rows = db.prepare(`SELECT ${columns} FROM "${table}" WHERE ${where}`).raw()
  return (rows.all(...values) as KeyValue[][]).map((key) => ({ table, key }))
}

function listDeleted(
  db: Database.Database,
  child: string,
  { pointers, wanted }: Pointing,
): RowKey[] {
  const keys = readKeyColumns(db, child)
  if (keys.length === 0 || keys.length > 4 || !hasTable(db, 'undo_change')) return []
  const marks = keys.map((_, at) => `c.k${at + 1}`)
  const pointed = pointers.map((name) => {
    const at = keys.indexOf(name)
    return at >= 0
      ? `${marks[at]} IS ?`
      : `EXISTS (SELECT 1 FROM undo_cell v WHERE v.change = c.id AND v.col = '${name}' AND v.value IS ?)`
  })
  const same = keys.map((name, at) => `t."${name}" IS ${marks[at]}`).join(' AND ')
  const rows = db
    .prepare(
      `SELECT DISTINCT ${marks.join(', ')} FROM undo_change c WHERE c.tbl = ?
       AND ${pointed.join(' AND ')} AND NOT EXISTS (SELECT 1 FROM "${child}" t WHERE ${same})`,
    )
    .raw()
  return (rows.all(child, ...wanted) as KeyValue[][]).map((key) => ({ table: child, key }))
}
