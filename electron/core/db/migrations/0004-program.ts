import type { Migration } from '../migration.ts'

export const program0004: Migration = {
  version: 4,
  slug: 'program',
  sql: `
    CREATE TABLE program (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      purpose TEXT NOT NULL,
      owner TEXT NOT NULL,
      deputy TEXT NOT NULL,
      sponsor TEXT NOT NULL,
      horizon_months INTEGER NOT NULL CHECK (horizon_months BETWEEN 12 AND 24),
      started_from TEXT,
      changed_at TEXT NOT NULL
    ) STRICT;
  `,
}
