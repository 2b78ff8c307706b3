import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashTables } from '../../../electron/core/db/dump.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { createTestFile, openTestStore, type TestStore } from './test-schema.ts'

let folder: string
let file: string
let store: TestStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undo-'))
  file = join(folder, 'test.db')
  createTestFile(file)
  store = openTestStore(file)
})

afterEach(() => {
  store.db.close()
  rmSync(folder, { recursive: true })
})

const dump = () => hashTables(store.db, store.tables)
const steps = () =>
  store.db.prepare(`SELECT count(*) FROM undo_step WHERE state = 'done'`).pluck().get() as number

const house = fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5')
const name = fc.constantFrom('Alder', 'ALDER', 'Birch', 'birch', 'Cedar', 'Ändern', '')
const number = fc.integer({ min: 1, max: 4 })
const anything = fc.oneof(
  fc.constant(null),
  fc.constantFrom(1, 1.5, '1', '1.0', 9_007_199_254_740_993n, -0.5, 'ß'),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
)

type Command = (db: TestStore['db']) => void
const say =
  (text: string, ...values: unknown[]): Command =>
  (db) =>
    void db.prepare(text).run(...values)

const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(house, name, anything)
    .map(([id, title]) =>
      say('INSERT OR REPLACE INTO house (id, name, size) VALUES (?, ?, 1.0)', id, title),
    ),
  fc
    .tuple(house, number, anything, fc.option(house))
    .map(([id, n, value, door]) =>
      say(
        'INSERT OR REPLACE INTO room VALUES (?, ?, ?, ?, ?)',
        id,
        n,
        Buffer.from([n, 0, 255]),
        value,
        door,
      ),
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), house, number, fc.option(fc.constantFrom('x', 'y', 'z')))
    .map(([id, h, room, code]) =>
      say('INSERT OR REPLACE INTO lamp VALUES (?, ?, ?, ?)', id, h, room, code),
    ),
  house.map((id) => say('DELETE FROM house WHERE id = ?', id)),
  fc.tuple(house, house).map(([from, to]) => say('UPDATE house SET id = ? WHERE id = ?', to, from)),
  fc
    .tuple(house, name)
    .map(([id, title]) => say('UPDATE house SET name = ? WHERE id = ?', title, id)),
  fc
    .tuple(number, number)
    .map(([from, to]) => say('UPDATE OR REPLACE room SET number = ? WHERE number = ?', to, from)),
  anything.map((value) => say('UPDATE room SET anything = ?', value)),
  fc.constant(say('UPDATE house SET size = size * 2 + 0.1')),
  fc.constant(say('DELETE FROM lamp WHERE id % 2 = 0')),
)

test('300 random commands with cascades, replaces, key changes and blobs are undone and redone exactly', () => {
  const scenario = fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), {
    minLength: 300,
    maxLength: 300,
  })
  fc.assert(
    fc.property(scenario, (commands) => {
      store.db.close()
      rmSync(file)
      createTestFile(file)
      store = openTestStore(file)
      const empty = dump()
      for (const parts of commands) store.step(() => parts.forEach((part) => part(store.db)))
      const full = dump()
      const taken = steps()
      expect(taken).toBeGreaterThan(50)
      for (let step = 0; step < taken; step += 1) store.undoOnce()
      expect(dump()).toBe(empty)
      for (let step = 0; step < taken; step += 1) store.redoOnce()
      expect(dump()).toBe(full)
      // And once more by a program that was started afresh.
      store.db.close()
      store = openTestStore(file)
      for (let step = 0; step < taken; step += 1) store.undoOnce()
      expect(dump()).toBe(empty)
      expect(store.db.pragma('foreign_key_check')).toEqual([])
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 60_000)

test('the check notices an undo that forgets one cell', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  const before = dump()
  store.step(() => say(`UPDATE house SET size = 2.5, name = 'Birch'`)(store.db))
  store.db
    .prepare(
      `DELETE FROM undo_cell WHERE col = 'size' AND value = 1.0 AND change = (SELECT max(id) FROM undo_change)`,
    )
    .run()
  store.undoOnce()
  expect(dump()).not.toBe(before)
})

test('a write outside a step is refused', () => {
  expect(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db)).toThrow(
    /undo_change.step/,
  )
})

test('a command that changes nothing leaves no step', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.step(() => say(`UPDATE house SET name = 'Alder'`)(store.db))
  expect(steps()).toBe(1)
})

test('a change of case alone is a change, although the column sorts without case', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  const before = dump()
  store.step(() => say(`UPDATE house SET name = 'ALDER'`)(store.db))
  expect(dump()).not.toBe(before)
  store.undoOnce()
  expect(dump()).toBe(before)
})

test('saves of one stay in one field join into one step, until five minutes have passed', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'a', 1.0)`)(store.db))
  const before = dump()
  for (const title of ['al', 'ald', 'alder']) {
    store.step(() => say('UPDATE house SET name = ?', title)(store.db), 'field-1')
  }
  expect(steps()).toBe(2)
  store.step(() => say(`UPDATE house SET name = 'Birch'`)(store.db), 'field-2')
  expect(steps()).toBe(3)
  store.undoOnce()
  store.undoOnce()
  expect(dump()).toBe(before)
  store.db.close()
  let minute = 0
  store = openTestStore(file, () => `2027-01-11T10:0${minute}:00.000Z`)
  store.step(() => say(`UPDATE house SET name = 'b'`)(store.db), 'field-3')
  minute = 6
  store.step(() => say(`UPDATE house SET name = 'bi'`)(store.db), 'field-3')
  expect(steps()).toBe(3)
})

test('a new step ends what could have been done again', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.undoOnce()
  store.step(() => say(`INSERT INTO house VALUES ('h2', 'Birch', 1.0)`)(store.db))
  expect(() => store.undo.redo()).toThrow(AppError)
})

test('an earlier step is taken back when its rows are unchanged since', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.step(() => say(`INSERT INTO house VALUES ('h2', 'Birch', 1.0)`)(store.db))
  store.step(() => void store.undo.revert(1))
  expect(store.db.prepare('SELECT id FROM house').pluck().all()).toEqual(['h2'])
  store.undoOnce()
  expect(store.db.prepare('SELECT id FROM house ORDER BY id').pluck().all()).toEqual(['h1', 'h2'])
})

const inTheWay: readonly (readonly [string, string])[] = [
  ['the row was changed later', `UPDATE house SET name = 'Birch'`],
  ['the row got a new key later', `UPDATE house SET id = 'h9'`],
  [
    'a later row would be swept away with it',
    `INSERT INTO room VALUES ('h1', 1, NULL, NULL, NULL)`,
  ],
]
test.each(inTheWay)('an earlier step is kept when %s, and the later step is named', (_, later) => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.step(() => say(later)(store.db))
  const before = dump()
  expect(() => store.step(() => void store.undo.revert(1))).toThrow(
    new AppError('later-step-in-the-way', { step: 'test.change' }),
  )
  expect(dump()).toBe(before)
})

test('a step whose unique name was taken since is kept, and the later step is named', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.step(() => say('DELETE FROM house')(store.db))
  store.step(() => say(`INSERT INTO house VALUES ('h2', 'alder', 1.0)`)(store.db))
  expect(() => store.step(() => void store.undo.revert(2))).toThrow(
    new AppError('later-step-in-the-way', { step: 'test.change' }),
  )
})

test('a row does not come back to a parent that was removed later, and that step is named', () => {
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'Alder', 1.0)`)(store.db))
  store.step(() => say(`INSERT INTO room VALUES ('h1', 1, NULL, NULL, NULL)`)(store.db))
  store.step(() => say('DELETE FROM room')(store.db))
  store.step(() => say('DELETE FROM house')(store.db))
  expect(() => store.step(() => void store.undo.revert(3))).toThrow(
    new AppError('later-step-in-the-way', { step: 'test.change' }),
  )
  expect(store.db.pragma('foreign_key_check')).toEqual([])
})

test('saves do not join over a clock that was set back', () => {
  let hour = '12'
  store.db.close()
  store = openTestStore(file, () => `2027-01-11T${hour}:00:00.000Z`)
  store.step(() => say(`INSERT INTO house VALUES ('h1', 'a', 1.0)`)(store.db), 'field-1')
  hour = '10'
  store.step(() => say(`INSERT INTO house VALUES ('h2', 'b', 1.0)`)(store.db), 'field-1')
  expect(steps()).toBe(2)
})
