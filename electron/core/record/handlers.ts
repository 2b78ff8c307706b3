import type { FeatureHandlers } from '../feature.ts'
import { getHead, listEntries, verifyChain } from './chain.ts'

export const recordHandlers: FeatureHandlers<'record'> = {
  head: (tx) => getHead(tx.db),
  list: (tx, { before, most }) => listEntries(tx.db, before ?? Number.MAX_SAFE_INTEGER, most),
  verify: (tx) => verifyChain(tx.db, tx.recordKey),
}
