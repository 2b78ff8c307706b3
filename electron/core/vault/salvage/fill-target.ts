// The new file: encrypted before its first row, made by our own migrations, filled with what was read,
// and whole by SQLite's own checks, or it does not appear.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { identifier } from '../../db/sql.ts'
import type { Migration } from '../../db/migration.ts'
import { makeEmptyDatabase } from '../build.ts'
import { openEncrypted, type CipherKey } from '../cipher.ts'
import { applyMigrations } from '../migrate.ts'
import { syncFolder } from '../sync-folder.ts'

export interface NewFile {
  readonly target: string
  readonly cipher: CipherKey
  readonly migrations: readonly Migration[]
}

/** Gives what `fill` says. Stopped anywhere, there is no file under the name of the target. */
export function makeFilled<T>(file: NewFile, fill: (db: Database.Database) => T): T {
  const part = partOf(file.target)
  removeUnfinished(file.target)
  try {
    makeEmptyDatabase(part, { cipher: file.cipher, driver: Database })
    const answer = fillPart(part, file, fill)
    syncFile(part)
    renameSync(part, file.target)
    syncFolder(dirname(file.target))
    return answer
  } finally {
    removeUnfinished(file.target)
  }
}

/** Also for whoever ended the worker in the middle of it. */
export function removeUnfinished(target: string): void {
  rmSync(partOf(target), { force: true })
  rmSync(`${partOf(target)}-journal`, { force: true })
}

function partOf(target: string): string {
  return `${target}.part`
}

function fillPart<T>(part: string, file: NewFile, fill: (db: Database.Database) => T): T {
  const db = openEncrypted(part, file.cipher, { driver: Database })
  try {
    // Thrown away if anything stops it, so its journal can stay in memory.
    db.pragma('journal_mode = MEMORY')
    db.pragma('foreign_keys = OFF')
    applyMigrations(db, file.migrations)
    const answer = db.transaction(() => fill(db)).exclusive()
    checkWhole(db)
    return answer
  } finally {
    db.close()
  }
}

/** How many rows of each table went because what they belong to is not there. */
export function removeStrays(
  db: Database.Database,
  tables: readonly string[],
): Map<string, number> {
  const removed = new Map<string, number>()
  const rules = tables.flatMap((table) => listRules(db, table))
  for (let more = true; more;) {
    more = false
    for (const { table, statement } of rules) {
      const { changes } = db.prepare(statement).run()
      removed.set(table, (removed.get(table) ?? 0) + changes)
      more ||= changes > 0
    }
  }
  return removed
}

interface ForeignKeyRow {
  readonly id: number
  readonly table: string
  readonly from: string
  readonly to: string | null
}

function listRules(db: Database.Database, table: string): { table: string; statement: string }[] {
  const rows = db.prepare('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq').all(table)
  const keys = Map.groupBy(rows as ForeignKeyRow[], ({ id }) => id)
  return [...keys.values()].map((columns) => {
    const parent = columns[0]?.table ?? ''
    const key = listKey(db, parent)
    const child = columns.map(({ from }) => `c.${quote(from)}`)
    const match = columns.map(({ to }, at) => `p.${quote(to ?? key[at] ?? '')} = ${child[at]}`)
    const given = child.map((column) => `${column} IS NOT NULL`).join(' AND ')
    const found = `SELECT 1 FROM ${quote(parent)} AS p WHERE ${match.join(' AND ')}`
    return {
      table,
      statement: `DELETE FROM ${quote(table)} AS c WHERE ${given} AND NOT EXISTS (${found})`,
    }
  })
}

function listKey(db: Database.Database, table: string): string[] {
  return db
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[]
}

function quote(name: string): string {
  return identifier(name).text
}

function checkWhole(db: Database.Database): void {
  const integrity = db.pragma('integrity_check(1)', { simple: true })
  const strays = db.pragma('foreign_key_check') as unknown[]
  if (integrity !== 'ok' || strays.length > 0) throw new Error('The salvaged file is not whole')
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
