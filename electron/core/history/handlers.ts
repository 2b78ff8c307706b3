import type { Step } from '../../../shared/history/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { sql } from '../db/sql.ts'
import type { FeatureHandlers } from '../feature.ts'
import type { ReadTx } from '../tx.ts'
import { findStep, listSteps, sayStep } from '../undo/steps.ts'
import { listTrash, purgeSteps } from '../undo/trash.ts'

export const historyHandlers: FeatureHandlers<'history'> = {
  list: (tx, { search, most }) => {
    const steps = listSteps(
      tx.db,
      tx.saysOf,
      sql`1 ORDER BY id DESC LIMIT ${search ? 10_000 : most}`,
    )
    return {
      steps: search ? steps.filter((step) => mentions(step, search)).slice(0, most) : steps,
      undo: findNext(tx, 'done'),
      redo: findNext(tx, 'undone'),
      total: tx.db.get<{ n: number }>(sql`SELECT count(*) AS n FROM undo_step`, 'steps').n,
    }
  },
  undo: (tx) => tx.undo.undo(),
  redo: (tx) => tx.undo.redo(),
  revert: (tx, { step }) => {
    const reverted = tx.undo.revert(step)
    tx.about({ step: sayStep(reverted) })
    return reverted
  },
  trash: (tx) => listTrash(tx.db, tx),
  purgeTrash: (tx, { steps: asked }) => {
    const steps = [...new Set(asked)]
    const inTrash = new Set<number>(listTrash(tx.db, tx).map((item) => item.step))
    const unknown = steps.find((step) => !inTrash.has(step))
    if (unknown !== undefined) throw new AppError('not-found', { what: 'step' })
    purgeSteps(tx.db, steps)
    tx.about({ count: String(steps.length) })
    return { purged: steps.length }
  },
}

/** What Ctrl Z would take back: nothing, if the newest step is final. */
function findNext(tx: ReadTx, state: 'done' | 'undone'): Step | null {
  if (state === 'undone') return findStep(tx.db, tx.saysOf, sql`state = 'undone' ORDER BY id`)
  const last = findStep(tx.db, tx.saysOf, sql`state IN ('done', 'final') ORDER BY id DESC`)
  return last?.state === 'done' ? last : null
}

function mentions(step: Step, search: string): boolean {
  return `${sayStep(step)} ${step.actor}`.toLocaleLowerCase().includes(search.toLocaleLowerCase())
}
