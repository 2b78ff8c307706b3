// Rows of undo_step as the window knows them.
import type { Step } from '../../../shared/history/model.ts'
import { fillGaps } from '../../../shared/kit/fill-gaps.ts'
import { step as stepSchema } from '../../../shared/history/model.ts'
import type { Reader } from '../db/handle.ts'
import { sql, type Sql } from '../db/sql.ts'

interface StepRow {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly says_values: string
  readonly state: string
  readonly rows: number
}

/** The operation's sentence, from the contract; an operation that is gone says its name. */
export type SaysOf = (operation: string) => string

export function listSteps(db: Reader, saysOf: SaysOf, filter: Sql): Step[] {
  const rows = db.all<StepRow>(
    sql`SELECT id, at, actor, operation, says_values, state,
          (SELECT count(DISTINCT tbl || ':' || k1) FROM undo_change WHERE step = undo_step.id) AS rows
        FROM undo_step WHERE ${filter}`,
  )
  return rows.map((row) =>
    stepSchema.parse({
      id: row.id,
      at: row.at,
      actor: row.actor,
      operation: row.operation,
      says: saysOf(row.operation),
      values: JSON.parse(row.says_values),
      state: row.state,
      rows: row.rows,
    }),
  )
}

export function findStep(db: Reader, saysOf: SaysOf, filter: Sql): Step | null {
  return listSteps(db, saysOf, sql`${filter} LIMIT 1`)[0] ?? null
}

/** What the sentence reads like, in English: for errors and for the history of the history. */
export function sayStep(step: Step): string {
  return fillGaps(step.says, step.values)
}
