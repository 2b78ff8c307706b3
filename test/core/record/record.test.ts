import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createWriter } from '../../../electron/core/db/handle.ts'
import { record0003 } from '../../../electron/core/db/migrations/0003-record.ts'
import { appendEntry, getHead, verifyChain } from '../../../electron/core/record/chain.ts'

const KEY = Buffer.alloc(32, 7)

function makeRecord(length: number) {
  const db = new Database(':memory:')
  db.exec(record0003.sql)
  const writer = createWriter(db)
  for (let line = 1; line <= length; line += 1) {
    const at = `2027-01-11T10:00:${String(line).padStart(2, '0')}.000Z`
    appendEntry(writer, KEY, {
      at,
      actor: 'Test owner',
      operation: 'strategy.addPriority',
      ids: [`priority:${line}`],
    })
  }
  return { db, writer }
}

test('a record that nobody touched is intact, and its head is the last link', () => {
  const { writer } = makeRecord(20)
  expect(verifyChain(writer, KEY)).toEqual({
    intact: true,
    checked: 20,
    brokenAt: null,
    head: getHead(writer),
  })
  expect(getHead(writer)).toMatchObject({ seq: 20, head: expect.stringMatching(/^[0-9a-f]{32}$/) })
})

const tampering: readonly (readonly [string, string, number])[] = [
  ['a name was changed', `UPDATE record_entry SET actor = 'Somebody' WHERE seq = 7`, 7],
  [
    'a time was changed',
    `UPDATE record_entry SET at = '2027-01-12T10:00:00.000Z' WHERE seq = 1`,
    1,
  ],
  ['ids were changed', `UPDATE record_entry SET ids = '[]' WHERE seq = 20`, 20],
  ['a line was taken out', 'DELETE FROM record_entry WHERE seq = 7', 8],
  [
    'two lines changed places',
    'UPDATE record_entry SET seq = CASE seq WHEN 7 THEN 108 ELSE 107 END WHERE seq IN (7, 8); UPDATE record_entry SET seq = seq - 100 WHERE seq > 100',
    7,
  ],
  [
    'a line was copied to the end',
    'INSERT INTO record_entry SELECT 21, at, actor, operation, ids, payload_hash, link FROM record_entry WHERE seq = 20',
    21,
  ],
  ['a payload hash was changed', `UPDATE record_entry SET payload_hash = x'00' WHERE seq = 3`, 3],
]
test.each(tampering)('verifying names the line where %s', (_, sql, brokenAt) => {
  const { db, writer } = makeRecord(20)
  db.exec(sql)
  expect(verifyChain(writer, KEY)).toMatchObject({ intact: false, brokenAt })
})

test('a line written with another key does not join the chain', () => {
  const { writer } = makeRecord(3)
  appendEntry(writer, Buffer.alloc(32, 8), {
    at: '2027-01-11T11:00:00.000Z',
    actor: 'A',
    operation: 'x',
    ids: [],
  })
  expect(verifyChain(writer, KEY)).toMatchObject({ intact: false, brokenAt: 4 })
})
