import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readTables } from '../../electron/core/db/schema.ts'
import { declaredTables, migrations } from '../../electron/core/features.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'

function undeclared(db: Database.Database, declared: TableDeclarations): string[] {
  return readTables(db).flatMap((table) =>
    table.columns
      .filter((column) => declared[table.name]?.columns[column] === undefined)
      .map((column) => `${table.name}.${column}`),
  )
}

function openMigrated(): Database.Database {
  const db = new Database(':memory:')
  for (const migration of migrations) db.exec(migration.sql)
  return db
}

test('every column says what kind of data it holds, and nothing is declared that does not exist', () => {
  const db = openMigrated()
  const real = readTables(db).map((table) => [table.name, [...table.columns].sort()])
  const declared = Object.entries(declaredTables).map(([name, { columns }]) => [
    name,
    Object.keys(columns).sort(),
  ])
  expect(undeclared(db, declaredTables)).toEqual([])
  expect(new Map(declared as [string, string[]][])).toEqual(new Map(real as [string, string[]][]))
})

test('a column that was added without a declaration is found', () => {
  const db = openMigrated()
  db.exec('ALTER TABLE priority ADD COLUMN shoe_size TEXT')
  expect(undeclared(db, declaredTables)).toEqual(['priority.shoe_size'])
})

test('every table is strict, has a key without NULLs, and its title is a column of its own', () => {
  const db = openMigrated()
  const strict = db.prepare(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'`,
  )
  expect(strict.pluck().all()).toEqual([])
  for (const { name, key } of readTables(db))
    expect([name, key.length > 0 && key.length <= 4]).toEqual([name, true])
  for (const { title, columns } of Object.values(declaredTables)) {
    expect(title === undefined || title in columns).toBe(true)
  }
  const nullable = readTables(db).flatMap(({ name, key }) =>
    key.filter((column) => !isNotNull(db, name, column)).map((column) => `${name}.${column}`),
  )
  expect(nullable).toEqual([])
})

/** A whole-number key is the row's own number and never NULL, whatever the column says. */
function isNotNull(db: Database.Database, table: string, column: string): boolean {
  const info = db
    .prepare('SELECT type, "notnull" AS strict FROM pragma_table_xinfo(?) WHERE name = ?')
    .get(table, column) as { type: string; strict: number }
  return info.strict === 1 || info.type === 'INTEGER'
}

test('migrations have versions in one unbroken line', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(
    migrations.map((_, index) => index + 1),
  )
})
