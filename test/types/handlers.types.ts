// What must not compile. `npm run typecheck` fails if one of these lines becomes legal.
import type { FeatureHandlers } from '../../electron/core/feature.ts'
import { sql } from '../../electron/core/db/sql.ts'
import type { ReadTx } from '../../electron/core/tx.ts'
import type { Client } from '../../shared/contract.ts'
import type { PriorityId } from '../../shared/strategy/model.ts'

export function writesInAQuery(tx: ReadTx): void {
  // @ts-expect-error a query is given a Reader: it has no way to write
  tx.db.run(sql`DELETE FROM priority`)
}

// @ts-expect-error a feature without all of its handlers is not one
export const missing: FeatureHandlers<'record'> = { head: () => ({ seq: 0, head: '' }) }

export const wrongAnswer: FeatureHandlers<'releases'> = {
  // @ts-expect-error the answer is a list of entries
  list: () => 'nothing',
}

export async function callsFromTheWindow(api: Client, id: PriorityId): Promise<void> {
  await api.strategy.removePriority({ id })
  // @ts-expect-error plain text is no id
  await api.strategy.removePriority({ id: 'p1' })
  // @ts-expect-error no such operation
  await api.strategy.forgetEverything()
  // @ts-expect-error a weight is a number
  await api.strategy.addPriority({ name: 'x', sponsor: '', weight: 'high' })
}
