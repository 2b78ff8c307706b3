// Undo and redo are one act: flip a step. Its inverses are applied, the triggers log what that
// changes under the same step, and the old log is dropped, so the step is ready to flip back.
import { AppError } from '../../../shared/kit/errors.ts'
import type { Step } from '../../../shared/history/model.ts'
import type { Writer } from '../db/handle.ts'
import { sql, type Sql } from '../db/sql.ts'
import {
  applyInverse,
  isConstraint,
  listChanges,
  listStrays,
  rowNames,
  type Change,
  type Shapes,
} from './changes.ts'
import { findStep, sayStep, type SaysOf } from './steps.ts'

const JOIN_MILLISECONDS = 5 * 60_000

export interface StepStart {
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly edit: string | null
}

interface Running {
  readonly step: number
  readonly joined: boolean
  readonly before: number
}

interface Outcome {
  readonly values: Readonly<Record<string, string>>
  readonly final: boolean
}

export class UndoEngine {
  readonly #db: Writer
  readonly #shapes: Shapes
  readonly #saysOf: SaysOf
  #running: Running | null = null

  constructor(db: Writer, shapes: Shapes, saysOf: SaysOf) {
    this.#db = db
    this.#shapes = shapes
    this.#saysOf = saysOf
  }

  /** Opens the step that the triggers write into until `finish`. */
  begin(start: StepStart): void {
    const joinable = findJoinable(this.#db, start)
    const step = joinable ?? addStep(this.#db, start)
    this.#running = { step, joined: joinable !== null, before: lastChange(this.#db) }
    this.#writeInto(step)
  }

  /** What changed since `begin`. A step that changed nothing leaves no trace. */
  finish(outcome: Outcome): Change[] {
    const running = this.#current()
    this.#running = null
    this.#db.run(sql`DELETE FROM undo_running`)
    const changes = listChanges(this.#db, sql`id > ${running.before}`)
    closeStep(this.#db, running, outcome)
    return changes
  }

  /** After a rollback: forget what was running. */
  abandon(): void {
    this.#running = null
  }

  undo(): Step {
    const { step: own } = this.#current()
    const last = this.#find(sql`state IN ('done', 'final') AND id <> ${own} ORDER BY id DESC`)
    if (!last) throw new AppError('nothing-to-undo', {})
    if (last.state === 'final') throw new AppError('final-in-between', { step: sayStep(last) })
    return this.#flip(last, 'undone')
  }

  redo(): Step {
    const next = this.#find(sql`state = 'undone' ORDER BY id`)
    if (!next) throw new AppError('nothing-to-redo', {})
    return this.#flip(next, 'done')
  }

  /** Takes one earlier step back, as a new step: only where no later one touched the same rows. */
  revert(id: number): Step {
    const { step: into } = this.#current()
    const step = this.#find(sql`id = ${id} AND state = 'done' AND id <> ${into}`)
    if (!step) throw new AppError('not-found', { what: 'step' })
    const changes = listChanges(this.#db, sql`step = ${step.id}`)
    const touched = rowNames(this.#db, this.#shapes, changes)
    const later = sql`step > ${step.id} AND step <> ${into}
      AND step IN (SELECT id FROM undo_step WHERE state IN ('done', 'final'))`
    this.#refuseOverlap(touched, later)
    this.#takeBack(changes, later)
    // A cascade may have swept away rows that a later step put there.
    const swept = rowNames(this.#db, this.#shapes, listChanges(this.#db, sql`step = ${into}`))
    this.#refuseOverlap(new Set([...swept].filter((name) => !touched.has(name))), later)
    return step
  }

  #flip(step: Step, state: 'done' | 'undone'): Step {
    const changes = listChanges(this.#db, sql`step = ${step.id}`)
    const last = lastChange(this.#db)
    this.#writeInto(step.id)
    this.#applyInverses(changes)
    this.#db.run(sql`DELETE FROM undo_change WHERE step = ${step.id} AND id <= ${last}`)
    this.#db.run(sql`UPDATE undo_step SET state = ${state} WHERE id = ${step.id}`)
    return { ...step, state }
  }

  #applyInverses(changes: readonly Change[]): void {
    this.#db.run(sql`PRAGMA defer_foreign_keys = ON`)
    for (const change of changes) applyInverse(this.#db, this.#shapes, change)
  }

  /** A later step may have taken a name that must be unique, or what these rows belong to. */
  #takeBack(changes: readonly Change[], later: Sql): void {
    const tables = new Set(changes.map(({ tbl }) => tbl))
    try {
      this.#applyInverses(changes)
    } catch (error) {
      if (!isConstraint(error)) throw error
      this.#refuseFor(tables, later)
      throw error
    }
    const strays = listStrays(this.#db)
    if (strays.length === 0) return
    this.#refuseFor(new Set(strays.flatMap(({ table, parent }) => [table, parent])), later)
  }

  #refuseFor(tables: ReadonlySet<string>, later: Sql): void {
    const change = listChanges(this.#db, later).find(({ tbl }) => tables.has(tbl))
    if (change) throw this.#inTheWay(change)
  }

  #inTheWay({ id }: Change): AppError {
    const step = this.#find(sql`id = (SELECT step FROM undo_change WHERE id = ${id})`)
    return new AppError('later-step-in-the-way', { step: step ? sayStep(step) : '' })
  }

  #refuseOverlap(names: ReadonlySet<string>, later: Sql): void {
    if (names.size === 0) return
    const overlapping = listChanges(this.#db, later).find((change) =>
      [...rowNames(this.#db, this.#shapes, [change])].some((name) => names.has(name)),
    )
    if (overlapping) throw this.#inTheWay(overlapping)
  }

  #writeInto(step: number): void {
    this.#db.run(sql`DELETE FROM undo_running`)
    this.#db.run(sql`INSERT INTO undo_running (step) VALUES (${step})`)
  }

  #current(): Running {
    if (!this.#running) throw new Error('No step is running')
    return this.#running
  }

  #find(filter: Sql): Step | null {
    return findStep(this.#db, this.#saysOf, filter)
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
          AND operation = ${operation} AND actor = ${actor} AND at BETWEEN ${since} AND ${at}`,
  )
  return row?.id ?? null
}

function closeStep(db: Writer, { step, joined }: Running, { values, final }: Outcome): void {
  const own = db.find(sql`SELECT 1 FROM undo_change WHERE step = ${step}`)
  if (!own && !final) {
    db.run(sql`DELETE FROM undo_step WHERE id = ${step}`)
    return
  }
  // A new step ends what could have been done again: the history stays one line.
  if (!joined) db.run(sql`DELETE FROM undo_step WHERE state = 'undone'`)
  // Which rows it touched stays known, so that no earlier step is taken back over it.
  if (final) {
    db.run(
      sql`DELETE FROM undo_cell WHERE change IN (SELECT id FROM undo_change WHERE step = ${step})`,
    )
  }
  db.run(
    sql`UPDATE undo_step SET says_values = ${JSON.stringify(values)},
          state = ${final ? 'final' : 'done'} WHERE id = ${step}`,
  )
}

function lastChange(db: Writer): number {
  return db.all<{ id: number }>(sql`SELECT coalesce(max(id), 0) AS id FROM undo_change`)[0]?.id ?? 0
}
