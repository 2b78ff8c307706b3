// The changes of one step, and how to put a row back. Values never pass through JavaScript: they go
// from the log to the table inside SQLite, so 1.0 stays a real and a large integer stays whole.
// Applying inverses newest first only passes through states that existed before; foreign keys are
// checked at the end.
import { identifier, join, sql, type Sql } from '../db/sql.ts'
import type { Writer } from '../db/handle.ts'
import type { TableShape } from '../db/schema.ts'

export type Shapes = ReadonlyMap<string, TableShape>

export interface Change {
  readonly id: number
  readonly tbl: string
  readonly kind: 'insert' | 'update' | 'delete'
  /** First key column as text: what change notices and the record call the row. */
  readonly row: string
  /** Table and whole key, after the change. */
  readonly now: string
}

const KEY_TEXT = sql`quote(k1) || '/' || quote(k2) || '/' || quote(k3) || '/' || quote(k4)`

/** Newest first. */
export function listChanges(db: Writer, where: Sql): Change[] {
  return db.all<Change>(
    sql`SELECT id, tbl, kind, CAST(k1 AS TEXT) AS row, tbl || ':' || ${KEY_TEXT} AS now
        FROM undo_change WHERE ${where} ORDER BY id DESC`,
  )
}

export function applyInverse(db: Writer, shapes: Shapes, change: Change): void {
  const shape = shapes.get(change.tbl)
  if (!shape) throw new Error(`No table ${change.tbl} in this schema`)
  const table = identifier(change.tbl)
  const columns = db
    .all<{ col: string }>(sql`SELECT col FROM undo_cell WHERE change = ${change.id}`)
    .map(({ col }) => col)
  const former = (column: string) =>
    sql`(SELECT value FROM undo_cell WHERE change = ${change.id} AND col = ${column})`
  const here = matchesKey(shape, change.id)
  if (change.kind === 'insert') db.run(sql`DELETE FROM ${table} WHERE ${here}`)
  if (change.kind === 'delete') {
    const names = join(columns.map(identifier), ', ')
    db.run(sql`INSERT INTO ${table} (${names}) SELECT ${join(columns.map(former), ', ')}`)
  }
  if (change.kind === 'update') {
    const set = columns.map((column) => sql`${identifier(column)} = ${former(column)}`)
    db.run(sql`UPDATE ${table} SET ${join(set, ', ')} WHERE ${here}`)
  }
}

/** Every name the rows of these changes had or have: a step may have changed a key. */
export function rowNames(db: Writer, shapes: Shapes, changes: readonly Change[]): Set<string> {
  const names = new Set(changes.map((change) => change.now))
  for (const change of changes.filter(({ kind }) => kind === 'update')) {
    const parts = [1, 2, 3, 4].map((place) => {
      const column = shapes.get(change.tbl)?.key[place - 1] ?? ''
      const k = identifier(`k${place}`)
      return sql`quote(CASE WHEN EXISTS (SELECT 1 FROM undo_cell WHERE change = id AND col = ${column})
        THEN (SELECT value FROM undo_cell WHERE change = id AND col = ${column}) ELSE ${k} END)`
    })
    const before = db.get<{ name: string }>(
      sql`SELECT tbl || ':' || ${join(parts, ` || '/' || `)} AS name
          FROM undo_change WHERE id = ${change.id}`,
      'change',
    )
    names.add(before.name)
  }
  return names
}

/** Rows whose parent is not there: checked before the commit would, while it can still be explained. */
export function listStrays(db: Writer): { readonly table: string; readonly parent: string }[] {
  return db.all(sql`SELECT "table", parent FROM pragma_foreign_key_check`)
}

export function isConstraint(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
  )
}

function matchesKey(shape: TableShape, change: number): Sql {
  const parts = shape.key.map((column, index) => {
    const k = identifier(`k${index + 1}`)
    return sql`${identifier(column)} IS (SELECT ${k} FROM undo_change WHERE id = ${change})`
  })
  return join(parts, ' AND ')
}
