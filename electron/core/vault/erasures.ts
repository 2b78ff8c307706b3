// What was promised forgotten: listed by table and key, never by content, so that a restored backup
// can be made to forget again before anything of it is shown. Former values in undo steps go too, and
// so do rows that only make sense with an erased one.
import type Database from 'better-sqlite3'
import {
  hasTable,
  listGoing,
  readKeyColumns,
  readRowKeys,
  readShape,
  type Column,
  type RowKey,
} from './going-rows.ts'

export interface ErasedRow extends RowKey {
  /** Only these cells were blanked; absent: the whole row is gone. */
  readonly columns?: readonly string[]
}

interface ErasureEntry {
  readonly tbl: string
  readonly row_key: string
  readonly columns: string | null
}

/** In the running transaction: the entry and the erasing are one. */
export function eraseRow(db: Database.Database, at: string, row: ErasedRow): void {
  db.prepare(
    `INSERT INTO erasure_entry (number, at, tbl, row_key, columns)
     SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM erasure_entry`,
  ).run(at, row.table, JSON.stringify(row.key), row.columns ? JSON.stringify(row.columns) : null)
  forgetRow(db, row)
}

/** After a restore: everything on the list, whichever backup it is applied to. */
export function applyErasures(db: Database.Database): number {
  if (!hasTable(db, 'erasure_entry')) return 0
  const entries = db
    .prepare('SELECT tbl, row_key, columns FROM erasure_entry ORDER BY number')
    .all() as ErasureEntry[]
  for (const entry of entries) {
    forgetRow(db, {
      table: entry.tbl,
      key: JSON.parse(entry.row_key) as ErasedRow['key'],
      ...(entry.columns !== null && { columns: JSON.parse(entry.columns) as string[] }),
    })
  }
  removeOrphans(db)
  return entries.length
}

function forgetRow(db: Database.Database, row: ErasedRow): void {
  const { table, key, columns } = row
  const keys = readKeyColumns(db, table)
  // A table that this older file does not have yet holds nothing to forget.
  if (keys.length !== key.length || keys.length === 0) return
  const here = keys.map((name) => `"${name}" IS ?`).join(' AND ')
  if (!columns) {
    const going = listGoing(db, row)
    db.prepare(`DELETE FROM "${table}" WHERE ${here}`).run(...key)
    // Only now: deleting them wrote their values into the running step.
    for (const gone of going) forgetSteps(db, gone)
    return
  }
  const blanked = readShape(db, table).filter(({ name }) => columns.includes(name))
  if (blanked.length > 0) {
    const set = blanked.map((column) => `"${column.name}" = ${blankOf(column)}`).join(', ')
    db.prepare(`UPDATE "${table}" SET ${set} WHERE ${here}`).run(...key)
  }
  forgetCells(db, row, columns)
}

function blankOf({ notnull, type }: Column): string {
  if (notnull === 0) return 'NULL'
  return type === 'TEXT' ? `''` : type === 'BLOB' ? `x''` : '0'
}

const CHANGES = `SELECT id FROM undo_change
  WHERE tbl = ? AND k1 IS ? AND k2 IS ? AND k3 IS ? AND k4 IS ?`

function identify({ table, key }: RowKey) {
  return [table, ...[0, 1, 2, 3].map((at) => key[at] ?? null)]
}

function forgetCells(db: Database.Database, row: RowKey, columns: readonly string[]): void {
  if (!hasTable(db, 'undo_change')) return
  const marks = columns.map(() => '?').join(', ')
  db.prepare(`DELETE FROM undo_cell WHERE change IN (${CHANGES}) AND col IN (${marks})`).run(
    ...identify(row),
    ...columns,
  )
}

function forgetSteps(db: Database.Database, row: RowKey): void {
  if (!hasTable(db, 'undo_change')) return
  // A step with less than all of its changes can no longer be taken back.
  db.prepare(
    `UPDATE undo_step SET state = 'closed', says_values = '{}'
     WHERE id IN (SELECT step FROM undo_change WHERE id IN (${CHANGES}))`,
  ).run(...identify(row))
  db.prepare(`DELETE FROM undo_change WHERE id IN (${CHANGES})`).run(...identify(row))
}

interface Stray {
  readonly table: string
  readonly parent: string
  readonly fkid: number
}

interface Reference {
  readonly id: number
  readonly from: string
  readonly to: string | null
}

/** Rows that point at an erased one were gone when it was erased; an older file still has them. */
function removeOrphans(db: Database.Database): void {
  for (;;) {
    const strays = db.pragma('foreign_key_check') as Stray[]
    if (strays.length === 0) return
    const kinds = new Map(strays.map((stray) => [`${stray.table}/${stray.fkid}`, stray]))
    for (const stray of kinds.values()) removeStrays(db, stray)
  }
}

function removeStrays(db: Database.Database, { table, parent, fkid }: Stray): void {
  const references = db
    .prepare('SELECT id, "from", "to" FROM pragma_foreign_key_list(?) ORDER BY seq')
    .all(table) as Reference[]
  const own = references.filter(({ id }) => id === fkid)
  const keys = readKeyColumns(db, parent)
  const isSet = own.map(({ from }) => `"${table}"."${from}" IS NOT NULL`).join(' AND ')
  const matches = own
    .map(({ from, to }, at) => `p."${to ?? keys[at] ?? ''}" = "${table}"."${from}"`)
    .join(' AND ')
  const where = `${isSet} AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE ${matches})`
  const going = readRowKeys(db, table, { where, values: [] }).flatMap((row) => listGoing(db, row))
  db.exec(`DELETE FROM "${table}" WHERE ${where}`)
  for (const gone of going) forgetSteps(db, gone)
}
