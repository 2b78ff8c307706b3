// Undo and redo are one act: flip a step. Its inverses are applied, the triggers log what that
// changes under the same step, and the old log is dropped, so the step is ready to flip back.
import { AppError } from '../../../shared/kit/errors.ts'
import type { Step } from '../../../shared/history/model.ts'
import type { Writer } from '../db/handle.ts'
import { sql, type Sql } from '../db/sql.ts'
import { applyInverse, listChanges, rowNames, type Change, type Shapes } from './changes.ts'
import { findStep, sayStep, type SaysOf } from './steps.ts'

const JOIN_MILLISECONDS = 5 * 60_000

export interface StepStart {
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly edit: string | null
}

export interface UndoEngine {
  /** Opens the step that the triggers write into until `finish`. */
  begin(start: StepStart): void
  /** What changed since `begin`. A step that changed nothing leaves no trace. */
  finish(outcome: {
    readonly values: Readonly<Record<string, string>>
    readonly final: boolean
  }): Change[]
  /** After a rollback: forget what was running. */
  abandon(): void
  undo(): Step
  redo(): Step
  revert(id: number): Step
}

interface Running {
  readonly step: number
  readonly joined: boolean
  readonly before: number
}

export function createUndoEngine(db: Writer, shapes: Shapes, saysOf: SaysOf): UndoEngine {
  let running: Running | null = null
  const run = (step: number) => {
    db.run(sql`DELETE FROM undo_running`)
    db.run(sql`INSERT INTO undo_running (step) VALUES (${step})`)
  }
  const top = (state: string, order: Sql) =>
    findStep(db, saysOf, sql`state = ${state} ORDER BY id ${order}`)

  return {
    begin: (start) => {
      const joined = findJoinable(db, start)
      running = {
        step: joined ?? addStep(db, start),
        joined: joined !== null,
        before: lastChange(db),
      }
      run(running.step)
    },
    finish: (outcome) => {
      if (!running) throw new Error('No step is running')
      const { step, joined, before } = running
      running = null
      db.run(sql`DELETE FROM undo_running`)
      const changes = listChanges(db, sql`id > ${before}`)
      closeStep(db, step, { ...outcome, joined, own: ownChanges(db, step) })
      return changes
    },
    abandon: () => {
      running = null
    },
    undo: () => {
      const last = findStep(
        db,
        saysOf,
        sql`state IN ('done', 'final') AND id <> ${running?.step ?? 0}
        ORDER BY id DESC`,
      )
      if (!last) throw new AppError('nothing-to-undo', {})
      if (last.state === 'final') throw new AppError('final-in-between', { step: sayStep(last) })
      flip(db, shapes, last.id, run)
      db.run(sql`UPDATE undo_step SET state = 'undone' WHERE id = ${last.id}`)
      return last
    },
    redo: () => {
      const next = top('undone', sql`ASC`)
      if (!next) throw new AppError('nothing-to-redo', {})
      flip(db, shapes, next.id, run)
      db.run(sql`UPDATE undo_step SET state = 'done' WHERE id = ${next.id}`)
      return next
    },
    revert: (id) => {
      const step = findStep(db, saysOf, sql`id = ${id} AND state = 'done'`)
      if (!step || !running) throw new AppError('not-found', { what: 'step' })
      takeBack({ db, shapes, saysOf, step, into: running.step })
      return step
    },
  }
}

function flip(db: Writer, shapes: Shapes, step: number, run: (step: number) => void): void {
  const changes = listChanges(db, sql`step = ${step}`)
  const last = lastChange(db)
  db.run(sql`PRAGMA defer_foreign_keys = ON`)
  run(step)
  for (const change of changes) applyInverse(db, shapes, change)
  db.run(sql`DELETE FROM undo_change WHERE step = ${step} AND id <= ${last}`)
}

interface TakingBack {
  readonly db: Writer
  readonly shapes: Shapes
  readonly saysOf: SaysOf
  readonly step: Step
  readonly into: number
}

/** Allowed only where no later step touched the same rows, not even through a cascade. */
function takeBack({ db, shapes, saysOf, step, into }: TakingBack): void {
  const changes = listChanges(db, sql`step = ${step.id}`)
  const touched = rowNames(db, shapes, changes)
  const later = sql`step > ${step.id} AND step <> ${into}
    AND step IN (SELECT id FROM undo_step WHERE state = 'done')`
  refuseOverlap({ db, shapes, saysOf, names: touched, later })
  db.run(sql`PRAGMA defer_foreign_keys = ON`)
  for (const change of changes) applyInverse(db, shapes, change)
  const swept = rowNames(db, shapes, listChanges(db, sql`step = ${into}`))
  const beyond = new Set([...swept].filter((name) => !touched.has(name)))
  refuseOverlap({ db, shapes, saysOf, names: beyond, later })
}

interface Overlap {
  readonly db: Writer
  readonly shapes: Shapes
  readonly saysOf: SaysOf
  readonly names: ReadonlySet<string>
  readonly later: Sql
}

function refuseOverlap({ db, shapes, saysOf, names, later }: Overlap): void {
  if (names.size === 0) return
  for (const change of listChanges(db, later)) {
    if (![...rowNames(db, shapes, [change])].some((name) => names.has(name))) continue
    const step = findStep(
      db,
      saysOf,
      sql`id = (SELECT step FROM undo_change WHERE id = ${change.id})`,
    )
    throw new AppError('later-step-in-the-way', { step: step ? sayStep(step) : '' })
  }
}

function addStep(db: Writer, { at, actor, operation, edit }: StepStart): number {
  db.run(
    sql`INSERT INTO undo_step (at, actor, operation, says_values, state, edit)
        VALUES (${at}, ${actor}, ${operation}, '{}', 'done', ${edit})`,
  )
  return db.get<{ id: number }>(sql`SELECT max(id) AS id FROM undo_step`, 'step').id
}

/** Saves of one stay in one field are one step, until the field is left or five minutes passed. */
function findJoinable(db: Writer, { at, actor, operation, edit }: StepStart): number | null {
  if (edit === null) return null
  const since = new Date(Date.parse(at) - JOIN_MILLISECONDS).toISOString()
  const row = db.find<{ id: number }>(
    sql`SELECT id FROM undo_step
        WHERE id = (SELECT max(id) FROM undo_step) AND state = 'done' AND edit = ${edit}
          AND operation = ${operation} AND actor = ${actor} AND at >= ${since}`,
  )
  return row?.id ?? null
}

interface Closing {
  readonly values: Readonly<Record<string, string>>
  readonly final: boolean
  readonly joined: boolean
  readonly own: number
}

function closeStep(db: Writer, step: number, { values, final, joined, own }: Closing): void {
  if (own === 0 && !final) {
    db.run(sql`DELETE FROM undo_step WHERE id = ${step}`)
    return
  }
  // A new step ends what could have been done again: the history stays one line.
  if (!joined) db.run(sql`DELETE FROM undo_step WHERE state = 'undone'`)
  if (final) db.run(sql`DELETE FROM undo_change WHERE step = ${step}`)
  db.run(
    sql`UPDATE undo_step SET says_values = ${JSON.stringify(values)},
          state = ${final ? 'final' : 'done'} WHERE id = ${step}`,
  )
}

function ownChanges(db: Writer, step: number): number {
  return (
    db.all<{ n: number }>(sql`SELECT count(*) AS n FROM undo_change WHERE step = ${step}`)[0]?.n ??
    0
  )
}

function lastChange(db: Writer): number {
  return db.all<{ id: number }>(sql`SELECT coalesce(max(id), 0) AS id FROM undo_change`)[0]?.id ?? 0
}
