import type { Migration } from '../migration.ts'

// The record keeps its key when the root key changes, or every head printed so far would be void.
// Erasures and destroyed wave keys are listed, so that a restored backup can be made to forget again.
export const vault0006: Migration = {
  version: 6,
  slug: 'vault',
  sql: `
    ALTER TABLE workspace ADD COLUMN record_key BLOB;

    CREATE TABLE erasure_entry (
      number INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      tbl TEXT NOT NULL,
      row_key TEXT NOT NULL,
      columns TEXT
    ) STRICT;

    CREATE TABLE destroyed_wave (
      number INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      wave TEXT NOT NULL
    ) STRICT;
  `,
}
