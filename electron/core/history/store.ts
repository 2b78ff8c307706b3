import type { FeatureData } from '../feature.ts'
import { history0002 } from '../db/migrations/0002-history.ts'

const kept = {
  purpose: 'undo, history and trash',
  retention: '500 steps, at least 30 days',
  salvaged: false,
} as const

export const historyData: FeatureData = {
  migrations: [history0002],
  tables: {
    undo_step: {
      ...kept,
      engine: true,
      columns: {
        id: 'none',
        at: 'none',
        actor: 'named',
        operation: 'none',
        says_values: 'named',
        state: 'none',
        edit: 'none',
      },
    },
    undo_change: {
      ...kept,
      engine: true,
      columns: {
        id: 'none',
        step: 'none',
        tbl: 'none',
        kind: 'none',
        k1: 'none',
        k2: 'none',
        k3: 'none',
        k4: 'none',
      },
    },
    undo_cell: {
      ...kept,
      engine: true,
      // Holds former values of every class but key material; erasure rewrites it with the rows.
      columns: { change: 'none', col: 'none', value: 'confidential' },
    },
    undo_schema: { ...kept, engine: true, columns: { id: 'none', version: 'none' } },
  },
}
