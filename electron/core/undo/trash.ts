// The trash is read from the undo log: a removed record is a step that deleted a row with a title and
// whose row is still gone. Restoring it is taking that step back, links included.
import { TRASH_DAYS, type Trashed } from '../../../shared/history/model.ts'
import { trashed } from '../../../shared/history/model.ts'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { identifier, join, sql } from '../db/sql.ts'
import type { Shapes } from './changes.ts'

const DAY = 86_400_000

/** `c` and `o` are changes of one row. */
const SAME_ROW = sql`o.tbl = c.tbl AND o.k1 IS c.k1 AND o.k2 IS c.k2 AND o.k3 IS c.k3 AND o.k4 IS c.k4`

interface RemovedRow {
  readonly step: number
  readonly title: string
  readonly at: string
  readonly actor: string
  readonly deletes: number
}

export interface TrashView {
  readonly shapes: Shapes
  readonly declared: TableDeclarations
  readonly now: string
}

export function listTrash(db: Reader, { shapes, declared, now }: TrashView): Trashed[] {
  const since = new Date(Date.parse(now) - TRASH_DAYS * DAY).toISOString()
  return [...shapes.values()]
    .flatMap((shape) => {
      const { title, noun } = declared[shape.name] ?? {}
      if (title === undefined || noun === undefined) return []
      const sameKey = join(
        shape.key.map((column, i) => sql`t.${identifier(column)} IS c.${identifier(`k${i + 1}`)}`),
        ' AND ',
      )
      return db
        .all<RemovedRow>(
          sql`SELECT c.step, CAST(cell.value AS TEXT) AS title, s.at, s.actor,
                n.deletes
              FROM undo_change c
              JOIN (SELECT step, count(*) AS deletes FROM undo_change
                    WHERE kind = 'delete' GROUP BY step) n ON n.step = c.step
              JOIN undo_step s ON s.id = c.step AND s.state = 'done' AND s.at >= ${since}
              JOIN undo_cell cell ON cell.change = c.id AND cell.col = ${title}
              WHERE c.tbl = ${shape.name} AND c.kind = 'delete'
                AND NOT EXISTS (SELECT 1 FROM ${identifier(shape.name)} t WHERE ${sameKey})
                -- Brought back and removed again: only the last removal can be taken back.
                AND NOT EXISTS (
                  SELECT 1 FROM undo_change o JOIN undo_step os ON os.id = o.step
                  WHERE ${SAME_ROW} AND o.kind = 'delete' AND o.id > c.id AND os.state = 'done')`,
        )
        .map((row) => toTrashed(row, noun))
    })
    .sort((a, b) => b.removedAt.localeCompare(a.removedAt))
}

/** After this the rows cannot come back: whatever any step knew of them is gone from the file. */
export function purgeSteps(db: Writer, steps: readonly number[]): void {
  for (const step of steps) purgeStep(db, step)
}

function purgeStep(db: Writer, step: number): void {
  const removed = sql`SELECT o.id FROM undo_change c JOIN undo_change o ON ${SAME_ROW}
    WHERE c.step = ${step} AND c.kind = 'delete' AND NOT EXISTS (
      SELECT 1 FROM undo_change i WHERE i.tbl = c.tbl AND i.k1 IS c.k1 AND i.k2 IS c.k2
        AND i.k3 IS c.k3 AND i.k4 IS c.k4 AND i.kind = 'insert' AND i.id > c.id)`
  const told = db.all<{ step: number }>(
    sql`SELECT DISTINCT step FROM undo_change WHERE id IN (${removed})
          AND step NOT IN (SELECT id FROM undo_step WHERE state = 'final')`,
  )
  db.run(sql`DELETE FROM undo_change WHERE id IN (${removed})`)
  db.run(sql`DELETE FROM undo_change WHERE step = ${step}`)
  for (const { step: id } of [{ step }, ...told]) {
    db.run(sql`UPDATE undo_step SET says_values = '{}',
      state = iif(EXISTS (SELECT 1 FROM undo_change WHERE step = ${id}), state, 'closed')
      WHERE id = ${id}`)
  }
}

function toTrashed(row: RemovedRow, noun: string): Trashed {
  return trashed.parse({
    step: row.step,
    noun,
    title: row.title,
    removedAt: row.at,
    removedBy: row.actor,
    keptUntil: new Date(Date.parse(row.at) + TRASH_DAYS * DAY).toISOString(),
    alsoRemoved: row.deletes - 1,
  })
}
