import type { Migration } from '../migration.ts'

// A step is what a person did; its changes are the rows it touched, its cells their former values.
// ANY keeps each value in the type it had.
export const history0002: Migration = {
  version: 2,
  slug: 'history',
  sql: `
    CREATE TABLE undo_step (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      operation TEXT NOT NULL,
      says_values TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'final', 'closed')),
      edit TEXT
    ) STRICT;

    CREATE TABLE undo_change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      step INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
      tbl TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
      k1 ANY, k2 ANY, k3 ANY, k4 ANY
    ) STRICT;
    CREATE INDEX undo_change_step ON undo_change (step);
    CREATE INDEX undo_change_row ON undo_change (tbl, k1);

    CREATE TABLE undo_cell (
      change INTEGER NOT NULL REFERENCES undo_change (id) ON DELETE CASCADE,
      col TEXT NOT NULL,
      value ANY,
      PRIMARY KEY (change, col)
    ) STRICT, WITHOUT ROWID;

    -- The schema the steps were taken under: a migration closes the stack.
    CREATE TABLE undo_schema (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
  `,
}
