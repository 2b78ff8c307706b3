// A kill in the middle of a large change, and then damage to the journal that would take it back. By
// itself SQLite stops at the first slip and goes on with half of the change; the workspace must open
// as it was before, or be refused with journal and file untouched.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openVault } from '../../electron/core/vault/vault.ts'
import {
  listChanged,
  makeBench,
  placeFiles,
  tryFiles,
  type Bench,
  type Files,
} from '../support/damage-bench.ts'
import { startChance } from '../support/salvage-file.ts'
import { makeParent, PASSPHRASE } from '../support/vault.ts'

const FLIPS = process.env['THROUGHLINE_NIGHTLY'] ? 2_000 : 60
const JOURNAL = 'workspace.db-journal'
const HEAD_BYTES = 28

async function stopInTheMiddle(bench: Bench): Promise<Files> {
  const folder = join(makeParent(), 'Acme.throughline')
  placeFiles(folder, bench.now.files)
  const vault = await openVault(bench.tools, folder, PASSPHRASE)
  vault.db.pragma('cache_size = 5')
  vault.db.exec('BEGIN IMMEDIATE; UPDATE note SET body = upper(body)')
  vault.db.exec('UPDATE note SET blob = randomblob(length(blob))')
  const stopped = ['workspace.db', JOURNAL].map(
    (name) => [name, readFileSync(join(folder, name))] as const,
  )
  vault.db.exec('ROLLBACK')
  vault.close()
  return new Map([...bench.now.files, ...stopped])
}

async function tryJournal(bench: Bench, stopped: Files, journal: Buffer): Promise<string> {
  const files = new Map(stopped).set(JOURNAL, journal)
  const { outcome, after } = await tryFiles(bench, files)
  if (outcome.kind === 'refused') {
    const changed = listChanged(files, after)
    return changed.length === 0 ? outcome.code : `changed ${changed.join()}`
  }
  const isRight = [...bench.now.rows].every(([table, rows]) =>
    [...rows].every((row) => outcome.rows.get(table)?.has(row)),
  )
  return isRight ? 'as before' : 'half of the change'
}

test('an undamaged journal takes the change back', async () => {
  const bench = await makeBench()
  const stopped = await stopInTheMiddle(bench)
  const journal = stopped.get(JOURNAL) ?? Buffer.alloc(0)
  expect(journal.length).toBeGreaterThan(50_000)
  expect(await tryJournal(bench, stopped, journal)).toBe('as before')
})

test(`a bit flipped in its head or in one of ${FLIPS} other places never leaves half of the change`, async () => {
  const bench = await makeBench()
  const stopped = await stopInTheMiddle(bench)
  const journal = stopped.get(JOURNAL) ?? Buffer.alloc(0)
  const chance = startChance(20_270_111)
  const places = [
    ...Array.from({ length: HEAD_BYTES }, (_, at) => at),
    ...Array.from({ length: FLIPS }, () => chance(journal.length)),
  ]
  const seen = new Map<string, number>()
  for (const at of places) {
    const flipped = Buffer.from(journal)
    flipped[at]! ^= 1 << chance(8)
    const end = await tryJournal(bench, stopped, flipped)
    seen.set(end, (seen.get(end) ?? 0) + 1)
  }
  expect([...seen.keys()].toSorted()).toEqual(['as before', 'workspace-damaged'])
}, 3_600_000)

test('a journal cut inside a page is refused', async () => {
  const bench = await makeBench()
  const stopped = await stopInTheMiddle(bench)
  const journal = stopped.get(JOURNAL) ?? Buffer.alloc(0)
  for (const length of [600, 2_000, 4_500]) {
    const end = await tryJournal(bench, stopped, journal.subarray(0, length))
    expect(end).toBe('workspace-damaged')
  }
})

/** Limit: nothing in the file says that a change was under way, so nothing misses the journal. */
test('a journal that is gone or cut inside its head leaves half of the change, unnoticed', async () => {
  const bench = await makeBench()
  const stopped = await stopInTheMiddle(bench)
  const journal = stopped.get(JOURNAL) ?? Buffer.alloc(0)
  for (const length of [0, 100]) {
    const end = await tryJournal(bench, stopped, journal.subarray(0, length))
    expect(end).toBe('half of the change')
  }
})
