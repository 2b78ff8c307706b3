// The trash is read from the undo log: a removed record is a step that deleted a row with a title and
// whose row is still gone. Restoring it is taking that step back, links included.
import { TRASH_DAYS, type Trashed } from '../../../shared/history/model.ts'
import { trashed } from '../../../shared/history/model.ts'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { identifier, join, sql } from '../db/sql.ts'
import type { Shapes } from './changes.ts'

const DAY = 86_400_000

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
                (SELECT count(*) FROM undo_change o WHERE o.step = c.step AND o.kind = 'delete') AS deletes
              FROM undo_change c
              JOIN undo_step s ON s.id = c.step AND s.state = 'done' AND s.at >= ${since}
              JOIN undo_cell cell ON cell.change = c.id AND cell.col = ${title}
              WHERE c.tbl = ${shape.name} AND c.kind = 'delete'
                AND NOT EXISTS (SELECT 1 FROM ${identifier(shape.name)} t WHERE ${sameKey})`,
        )
        .map((row) => toTrashed(row, noun))
    })
    .sort((a, b) => b.removedAt.localeCompare(a.removedAt))
}

/** After this the rows cannot come back: their former values are gone from the file. */
export function purgeSteps(db: Writer, steps: readonly number[]): number {
  return steps.reduce((purged, step) => {
    const gone = db.run(sql`DELETE FROM undo_change WHERE step = ${step}`)
    db.run(sql`UPDATE undo_step SET state = 'closed', says_values = '{}' WHERE id = ${step}`)
    return purged + gone
  }, 0)
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
