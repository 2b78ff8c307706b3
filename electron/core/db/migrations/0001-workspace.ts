import type { Migration } from '../migration.ts'

// key_copy holds keys.json word for word: with the recovery text, the database alone is enough.
export const workspace0001: Migration = {
  version: 1,
  slug: 'workspace',
  sql: `
    CREATE TABLE workspace (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      wid TEXT NOT NULL,
      made_at TEXT NOT NULL,
      recovery_confirmed_at TEXT
    ) STRICT;

    CREATE TABLE key_copy (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      slot_revision INTEGER NOT NULL,
      content BLOB NOT NULL
    ) STRICT;
  `,
}
