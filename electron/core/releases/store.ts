import type { FeatureData } from '../feature.ts'

export const releasesData: FeatureData = {
  migrations: [],
  tables: {
    release_entry: {
      purpose: 'ledger of everything that left the workspace',
      retention: 'life of the workspace',
      engine: true,
      carried: true,
      columns: {
        number: 'none',
        at: 'none',
        actor: 'named',
        operation: 'none',
        file_name: 'named',
        bytes: 'none',
        sha256: 'none',
      },
    },
  },
}
