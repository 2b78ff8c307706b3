// A workspace file from elsewhere may carry a trigger or a view that nobody here wrote, and SQLite
// would run it. Before the first write, the schema must be word for word what our migrations make.
import type Database from 'better-sqlite3'
import type { Migration } from '../db/migration.ts'
import type { Driver } from './cipher.ts'
import { applyMigrations } from './migrate.ts'

export function hasExpectedSchema(
  db: Database.Database,
  {
    driver: Driver,
    migrations,
    version,
  }: { driver: Driver; migrations: readonly Migration[]; version: number },
): boolean {
  const model = new Driver(':memory:')
  try {
    applyMigrations(
      model,
      migrations.filter((migration) => migration.version <= version),
    )
    return readSchema(db) === readSchema(model)
  } finally {
    model.close()
  }
}

function readSchema(db: Database.Database): string {
  const rows = db
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema
       WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .raw()
    .all()
  return JSON.stringify(rows)
}
