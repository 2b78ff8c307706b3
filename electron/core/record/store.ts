import { record0003 } from '../db/migrations/0003-record.ts'
import type { FeatureData } from '../feature.ts'

const kept = { purpose: 'proof of what was done', retention: 'life of the workspace' }

export const recordData: FeatureData = {
  migrations: [record0003],
  tables: {
    record_entry: {
      ...kept,
      engine: true,
      carried: true,
      columns: {
        seq: 'none',
        at: 'none',
        actor: 'named',
        operation: 'none',
        ids: 'none',
        payload_hash: 'none',
        link: 'none',
      },
    },
    record_payload: {
      ...kept,
      engine: true,
      carried: true,
      columns: { seq: 'none', payload: 'named' },
    },
  },
}
