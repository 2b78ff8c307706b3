import { workspace0001 } from '../../electron/core/db/migrations/0001-workspace.ts'
import { vault0006 } from '../../electron/core/db/migrations/0006-vault.ts'
import type { Migration } from '../../electron/core/db/migration.ts'

/** Something to write into, with a rule that holds across tables: the sum of all balances. */
const ledger: Migration = {
  version: 2,
  slug: 'ledger',
  sql: `
    ${vault0006.sql}
    CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
    CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT;
    CREATE TABLE note (id INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES account (id),
      body TEXT NOT NULL, blob BLOB) STRICT;
    CREATE INDEX note_account ON note (account);
    INSERT INTO progress VALUES (1, 0);
    INSERT INTO account VALUES (1, 1000), (2, 1000), (3, 1000), (4, 1000);
  `,
}

export const vaultMigrations: readonly Migration[] = [workspace0001, ledger]
export const SUM_OF_BALANCES = 4_000

/** One migration ahead of what workspaces are made with. */
export const migratedOnce: readonly Migration[] = [
  ...vaultMigrations,
  { version: 3, slug: 'more', sql: 'ALTER TABLE note ADD COLUMN mood INTEGER' },
]
