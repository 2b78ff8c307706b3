import type { Program, ProgramChange } from '../../../shared/program/model.ts'
import { changeProgram, emptyProgram, TEMPLATES } from '../../../shared/program/rules.ts'
import type { FeatureHandlers } from '../feature.ts'
import { strategyHandlers } from '../strategy/handlers.ts'
import type { ReadTx, WriteTx } from '../tx.ts'
import { findProgram, saveProgram } from './store.ts'

export const programHandlers: FeatureHandlers<'program'> = {
  get: (tx) => getProgram(tx),
  change: (tx, change) => {
    tx.about({ what: Object.keys(change).map(wordsOf).join(', ') })
    return save(tx, change)
  },
  startFrom: (tx, { template }) => {
    const { purpose, horizonMonths, priorities } = TEMPLATES[template]
    for (const name of priorities) {
      strategyHandlers.addPriority(tx, { name, sponsor: '', weight: 5 })
    }
    tx.about({ template })
    const program = { ...getProgram(tx), purpose, horizonMonths, startedFrom: template }
    saveProgram(tx.db, { ...program, changedAt: tx.now })
    return getProgram(tx)
  },
}

function getProgram(tx: ReadTx | WriteTx): Program {
  const known = findProgram(tx.db)
  return known ?? emptyProgram({ workspace: tx.workspace, owner: tx.actor, now: tx.now })
}

function save(tx: WriteTx, change: ProgramChange): Program {
  const before = getProgram(tx)
  const after = changeProgram(before, change, tx.now)
  // Saving what is already there is no change: it must not become a step of its own.
  const same = Object.entries(change).every(
    ([key, value]) => before[key as keyof Program] === value,
  )
  if (!same) saveProgram(tx.db, after)
  return same ? before : after
}

function wordsOf(field: string): string {
  return field === 'horizonMonths' ? 'horizon' : field
}
