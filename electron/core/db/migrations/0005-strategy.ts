import type { Migration } from '../migration.ts'

export const strategy0005: Migration = {
  version: 5,
  slug: 'strategy',
  sql: `
    CREATE TABLE priority (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      sponsor TEXT NOT NULL,
      weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 10)
    ) STRICT;
  `,
}
