// Tables of every kind SQLite stores differently: keys as text, as row id, of two columns without row
// ids; every type; rows of many pages; references; and two that look the same from outside.
import { workspace0001 } from '../../electron/core/db/migrations/0001-workspace.ts'
import type { Migration } from '../../electron/core/db/migration.ts'

const people: Migration = {
  version: 2,
  slug: 'people',
  sql: `
    CREATE TABLE person (
      id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, score REAL, photo BLOB, extra ANY
    ) STRICT;
    CREATE TABLE talk (
      id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL REFERENCES person (id),
      at INTEGER NOT NULL, notes TEXT NOT NULL, mood REAL
    ) STRICT;
    CREATE INDEX talk_person ON talk (person);
    CREATE TABLE tag (
      weight INTEGER, word TEXT NOT NULL, person TEXT NOT NULL REFERENCES person (id),
      PRIMARY KEY (person, word)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE twin_a (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    CREATE TABLE twin_b (id INTEGER PRIMARY KEY, value INTEGER NOT NULL CHECK (value < 0)) STRICT;
    CREATE TABLE gone (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    INSERT INTO twin_a VALUES (1, 1);
  `,
}
const later: Migration = {
  version: 3,
  slug: 'later',
  sql: `
    ALTER TABLE talk ADD COLUMN place TEXT;
    ALTER TABLE talk ADD COLUMN minutes INTEGER NOT NULL DEFAULT 60;
  `,
}

/** As the file was made, and as it is now. */
export const firstMigrations: readonly Migration[] = [workspace0001, people]
export const salvageMigrations: readonly Migration[] = [...firstMigrations, later]
/** The table that stands for the undo history: not salvaged. */
export const LEFT_OUT = ['gone']
