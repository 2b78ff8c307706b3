import type { FeatureHandlers } from '../feature.ts'
import { listReleases } from './ledger.ts'

export const releasesHandlers: FeatureHandlers<'releases'> = {
  list: (tx) => listReleases(tx.db),
}
