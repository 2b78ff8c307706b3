import type { PriorityId } from '../../../shared/strategy/model.ts'
import { changePriority } from '../../../shared/strategy/rules.ts'
import type { FeatureHandlers } from '../feature.ts'
import { addPriority, deletePriority, getPriority, listPriorities, savePriority } from './store.ts'

export const strategyHandlers: FeatureHandlers<'strategy'> = {
  listPriorities: (tx) => listPriorities(tx.db),
  addPriority: (tx, given) => {
    const added = { ...given, id: tx.newId<PriorityId>() }
    tx.about({ name: given.name })
    addPriority(tx.db, added)
    return added
  },
  changePriority: (tx, { id, change }) => {
    const after = changePriority(getPriority(tx.db, id), change)
    tx.about({ name: after.name })
    savePriority(tx.db, after)
    return after
  },
  removePriority: (tx, { id }) => {
    tx.about({ name: getPriority(tx.db, id).name })
    deletePriority(tx.db, id)
    return undefined
  },
}
