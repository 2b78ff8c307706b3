import type { Migration } from '../migration.ts'

export const drafts0007: Migration = {
  version: 7,
  slug: 'drafts',
  sql: `
    CREATE TABLE draft (
      actor TEXT NOT NULL,
      place TEXT NOT NULL,
      text TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (actor, place)
    ) STRICT;
  `,
}
