import type { Migration } from '../migration.ts'

export const record0003: Migration = {
  version: 3,
  slug: 'record',
  sql: `
    CREATE TABLE record_entry (
      seq INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      operation TEXT NOT NULL,
      ids TEXT NOT NULL,
      payload_hash BLOB NOT NULL,
      link BLOB NOT NULL
    ) STRICT;

    -- Apart from the chain, so that erasure can redact a payload while every link stays whole.
    CREATE TABLE record_payload (
      seq INTEGER PRIMARY KEY REFERENCES record_entry (seq),
      payload TEXT
    ) STRICT;

    CREATE TABLE release_entry (
      number INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      operation TEXT NOT NULL,
      file_name TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT;
  `,
}
