// What is erased takes with it the rows that only make sense with it, and every former value of those.
// On a real database with the real undo triggers; the tables stand for any that features add.
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { history0002 } from '../../../electron/core/db/migrations/0002-history.ts'
import { vault0006 } from '../../../electron/core/db/migrations/0006-vault.ts'
import { workspace0001 } from '../../../electron/core/db/migrations/0001-workspace.ts'
import { readTables } from '../../../electron/core/db/schema.ts'
import { installTriggers } from '../../../electron/core/undo/triggers.ts'
import { applyErasures, eraseRow } from '../../../electron/core/vault/erasures.ts'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'

const AT = '2027-01-11T14:00:00.000Z'
const TABLES = `
  CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE talk (person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, says TEXT NOT NULL, PRIMARY KEY (person, number)) STRICT;
  CREATE TABLE remark (id TEXT PRIMARY KEY, person TEXT NOT NULL, number INTEGER NOT NULL,
    says TEXT NOT NULL,
    FOREIGN KEY (person, number) REFERENCES talk ON DELETE CASCADE) STRICT;
  CREATE TABLE note (id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id),
    says TEXT NOT NULL) STRICT;
`
const declared = {
  person: { columns: { id: 'key' } },
  talk: { columns: { person: 'key', number: 'key' } },
  remark: { columns: { id: 'key' } },
  note: { columns: { id: 'key' } },
} as unknown as TableDeclarations

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  for (const { sql } of [workspace0001, history0002, vault0006]) db.exec(sql)
  db.exec(TABLES)
  const tables = readTables(db).filter(({ name }) => name in declared)
  installTriggers(db, tables, declared)
  step(`INSERT INTO person VALUES ('a', 'Canary Ada'), ('b', 'Bo')`)
  step(`INSERT INTO talk VALUES ('a', 1, 'Canary talk'), ('b', 1, 'Talk of Bo')`)
  step(`INSERT INTO remark VALUES ('r', 'a', 1, 'Canary remark'), ('s', 'b', 1, 'Remark of Bo')`)
})

/** As the undo engine runs each act: changes and former values go into a step of their own. */
function step(sql: string): void {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO undo_step (at, actor, operation, says_values, state) VALUES (?, '', '', ?, 'done')`,
    )
    .run(AT, sql)
  db.prepare('INSERT INTO undo_running VALUES (?)').run(lastInsertRowid)
  db.exec(sql)
  db.exec('DELETE FROM undo_running')
}

function erase(key: string): void {
  step('SELECT 1')
  db.exec('INSERT INTO undo_running SELECT max(id) FROM undo_step')
  eraseRow(db, AT, { table: 'person', key: [key] })
  db.exec('DELETE FROM undo_running')
}

const remembered = () =>
  db
    .prepare('SELECT value FROM undo_cell UNION ALL SELECT says_values FROM undo_step')
    .pluck()
    .all()
const statesOf = (word: string) =>
  db.prepare(`SELECT state FROM undo_step WHERE says_values LIKE ?`).pluck().all(`%${word}%`)

test('rows that go with an erased one leave no former value, and those of others stay', () => {
  step(`UPDATE talk SET says = 'Other words' WHERE person = 'a'`)
  step(`UPDATE remark SET says = 'Other words' WHERE id = 'r'`)
  step(`UPDATE remark SET says = 'Later words of Bo' WHERE id = 's'`)
  erase('a')
  expect(JSON.stringify(remembered())).not.toContain('Canary')
  expect(db.prepare('SELECT id FROM remark').pluck().all()).toEqual(['s'])
  expect(remembered()).toContain('Remark of Bo')
  expect(statesOf('Later words of Bo')).toEqual(['done'])
})

test('a step that touched a row that went can no longer be taken back', () => {
  step(`UPDATE remark SET says = 'Both'`)
  erase('a')
  expect(statesOf('Both')).toEqual([])
  const states = db.prepare('SELECT DISTINCT state FROM undo_step').pluck().all()
  expect(states).toEqual(['closed'])
  expect(remembered()).toContain('Remark of Bo')
})

test('of a row deleted before, the step that could bring it back is forgotten too', () => {
  step(`DELETE FROM remark WHERE id = 'r'`)
  step(`DELETE FROM talk WHERE person = 'a'`)
  expect(JSON.stringify(remembered())).toContain('Canary remark')
  erase('a')
  expect(JSON.stringify(remembered())).not.toContain('Canary')
})

test('rows that an older file still has without the erased one go with all they said', () => {
  step(`INSERT INTO note VALUES ('n', 'a', 'Canary note'), ('o', 'b', 'Note of Bo')`)
  step(`UPDATE note SET says = says || ', changed'`)
  db.exec(`INSERT INTO erasure_entry VALUES (1, '${AT}', 'person', '["a"]', NULL)`)
  db.exec(`INSERT INTO undo_running SELECT max(id) FROM undo_step`)
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON')
    expect(applyErasures(db)).toBe(1)
  })()
  expect(db.prepare('SELECT id FROM note').pluck().all()).toEqual(['o'])
  expect(JSON.stringify(remembered())).not.toContain('Canary')
  expect(remembered()).toContain('Note of Bo')
})
