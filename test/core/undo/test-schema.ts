// A schema made to be hard on undo: cascades that delete, null and follow key changes, a composite
// key, REPLACE through two unique keys, a column that sorts without case, blobs and untyped cells.
import Database from 'better-sqlite3'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'
import { createWriter, type Writer } from '../../../electron/core/db/handle.ts'
import { history0002 } from '../../../electron/core/db/migrations/0002-history.ts'
import { readTables, type TableShape } from '../../../electron/core/db/schema.ts'
import { historyData } from '../../../electron/core/history/store.ts'
import { UndoEngine } from '../../../electron/core/undo/engine.ts'
import { installTriggers } from '../../../electron/core/undo/triggers.ts'

export const TEST_SCHEMA = `
  CREATE TABLE house (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, size REAL) STRICT;
  CREATE TABLE room (
    house TEXT NOT NULL REFERENCES house (id) ON DELETE CASCADE ON UPDATE CASCADE,
    number INTEGER NOT NULL,
    photo BLOB,
    anything ANY,
    door TEXT REFERENCES house (id) ON DELETE SET NULL ON UPDATE CASCADE,
    PRIMARY KEY (house, number)
  ) STRICT;
  CREATE TABLE lamp (
    id INTEGER PRIMARY KEY,
    house TEXT NOT NULL,
    room INTEGER NOT NULL,
    code TEXT UNIQUE,
    FOREIGN KEY (house, room) REFERENCES room (house, number) ON DELETE CASCADE ON UPDATE CASCADE
  ) STRICT;`

const column = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, 'none' as const]))
const kept = { purpose: 'test', retention: 'test' }

export const testTables: TableDeclarations = {
  ...historyData.tables,
  house: { ...kept, title: 'name', noun: 'house', columns: column('id', 'name', 'size') },
  room: { ...kept, columns: column('house', 'number', 'photo', 'anything', 'door') },
  lamp: { ...kept, columns: column('id', 'house', 'room', 'code') },
}

export interface TestStore {
  readonly db: Database.Database
  readonly writer: Writer
  readonly undo: UndoEngine
  readonly tables: readonly TableShape[]
  /** One command: all of it or nothing. */
  step(change: () => void, edit?: string): boolean
  undoOnce(): void
  redoOnce(): void
}

export function createTestFile(path: string): void {
  const db = new Database(path)
  db.exec(history0002.sql)
  db.exec(TEST_SCHEMA)
  db.close()
}

export function openTestStore(path: string, now = () => '2027-01-11T10:00:00.000Z'): TestStore {
  const db = new Database(path)
  db.pragma('foreign_keys = ON')
  const all = readTables(db)
  const writer = createWriter(db)
  installTriggers(db, all, testTables)
  const shapes = new Map(all.map((table) => [table.name, table]))
  const undo = new UndoEngine(writer, shapes, (operation) => operation)
  const within = (work: () => void, edit: string | null) => {
    try {
      db.transaction(() => {
        undo.begin({ at: now(), actor: 'Test owner', operation: 'test.change', edit })
        work()
        undo.finish({ values: {}, final: false })
      }).immediate()
      return true
    } catch (error) {
      undo.abandon()
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))
        return false
      throw error
    }
  }
  return {
    db,
    writer,
    undo,
    tables: all.filter((table) => !testTables[table.name]?.engine),
    step: (change, edit) => within(change, edit ?? null),
    undoOnce: () => void within(() => void undo.undo(), null),
    redoOnce: () => void within(() => void undo.redo(), null),
  }
}
