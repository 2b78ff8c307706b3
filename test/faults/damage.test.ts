// Every file of a workspace damaged in every way: it opens and every row is right, or it is refused
// with a sentence and every file stays as it is. What by nature is not noticed is asserted as it is:
// a page and a file prove with which key and for which place they were written, not when.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { deriveSessionKeys } from '../../electron/core/vault/keys.ts'
import { readRecoveryGroups } from '../../electron/core/vault/recovery-key.ts'
import { verifyBackup } from '../../electron/core/vault/verify-backup.ts'
import {
  listChanged,
  makeBench,
  placeFiles,
  readFiles,
  tryFiles,
  type Bench,
  type Files,
  type Tried,
} from '../support/damage-bench.ts'
import { startChance } from '../support/salvage-file.ts'
import { makeParent } from '../support/vault.ts'

const NIGHT = Boolean(process.env['THROUGHLINE_NIGHTLY'])
const FLIPS = NIGHT ? 2_000 : 60
const CUTS = NIGHT ? 300 : 20
const SPLICES = NIGHT ? 400 : 20
const PAGE = 4096
const SEED = NIGHT ? Math.floor(Math.random() * 2 ** 31) : 20_270_111
const NAMES = ['workspace.db', 'keys.json', 'keys.json.bak', 'workspace.lock']

const backupsOf = (files: Files) => [...files.keys()].filter((name) => name.endsWith('.tlbackup'))

/** Which refusals fit the file that was damaged. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  'workspace.db': ['workspace-damaged', 'workspace-emptied', 'no-encryption'],
  'keys.json': ['keys-damaged'],
  'keys.json.bak': ['keys-damaged'],
  'workspace.lock': ['workspace-in-use'],
}

/** Null: as it should be. */
function findFault(bench: Bench, name: string, given: { files: Files; tried: Tried }): unknown {
  const { outcome, after } = given.tried
  const changed = listChanged(given.files, after)
  if (outcome.kind === 'refused') {
    const fits = FITTING[name]?.includes(outcome.code) && outcome.sentence.endsWith('.')
    return fits && changed.length === 0 ? null : { name, changed, ...outcome }
  }
  try {
    expect(outcome.rows).toEqual(bench.now.rows)
  } catch {
    return { name, wrong: 'rows' }
  }
  // A damaged key file may have been made whole from its twin, and nothing else was touched.
  const stray = changed.filter(
    (file) => !after.get(file)?.equals(bench.now.files.get(file) ?? NONE),
  )
  return stray.length === 0 ? null : { name, stray }
}

const NONE = Buffer.alloc(0)

async function damageOnce(bench: Bench, name: string, damaged: Buffer): Promise<unknown> {
  const files = new Map(bench.now.files).set(name, damaged)
  const tried = await tryFiles(bench, files)
  return name.endsWith('.tlbackup')
    ? findBackupFault(bench, name, { files, tried })
    : findFault(bench, name, { files, tried })
}

/** The workspace opens, the list of backups can be read, and this one does not pass for whole. */
function findBackupFault(
  bench: Bench,
  name: string,
  { files, tried }: { files: Files; tried: Tried },
): unknown {
  const changed = listChanged(files, tried.after)
  const folder = join(makeParent(), 'Acme.throughline')
  placeFiles(folder, files)
  const wid = Buffer.from(bench.wid, 'hex')
  const keys = deriveSessionKeys(readRecoveryGroups(bench.groups, wid), wid)
  const verdict = verifyBackup(
    {
      path: join(folder, name),
      scratch: join(folder, 'scratch'),
      wid: bench.wid,
      databaseKey: keys.database,
      packageKey: keys.package,
    },
    { progress: () => {}, isCancelled: () => false },
  )
  const isListed = readBackups(folder).length === backupsOf(files).length
  const isRight = tried.outcome.kind === 'opened' && changed.length === 0
  return isRight && isListed && !verdict.whole ? null : { name, verdict, changed, ...tried }
}

describe(`damage by chance, seed ${SEED}`, () => {
  test(`${FLIPS} flipped bits over all files are found or do no harm`, async () => {
    const bench = await makeBench()
    const chance = startChance(SEED)
    const names = [...NAMES, ...backupsOf(bench.now.files)]
    const faults: unknown[] = []
    for (let count = 0; count < FLIPS; count += 1) {
      const name = names[count % names.length] ?? ''
      const bytes = Buffer.from(bench.now.files.get(name) ?? NONE)
      const [at, bit] = [chance(bytes.length), chance(8)]
      bytes[at]! ^= 1 << bit
      const fault = await damageOnce(bench, name, bytes)
      if (fault !== null) faults.push({ at, bit, fault })
    }
    expect(faults).toEqual([])
  }, 3_600_000)

  test(`${CUTS} files cut short are found or do no harm`, async () => {
    const bench = await makeBench()
    const chance = startChance(SEED)
    const names = [...NAMES, ...backupsOf(bench.now.files)]
    const faults: unknown[] = []
    for (let count = 0; count < CUTS; count += 1) {
      const name = names[count % names.length] ?? ''
      const bytes = bench.now.files.get(name) ?? NONE
      const left = chance(bytes.length)
      const fault = await damageOnce(bench, name, bytes.subarray(0, left))
      if (fault !== null) faults.push({ left, fault })
    }
    expect(faults).toEqual([])
  }, 3_600_000)

  /**
   * Limit: an older page is authentic. SQLite's own check finds most of them, as they contradict their
   * neighbours; one that does not brings back what stood on it, and nothing on the page says so. Only
   * the record's head, kept outside, tells.
   */
  test(`${SPLICES} times a page of an earlier day is refused or brings back what stood on it`, async () => {
    const bench = await makeBench()
    const chance = startChance(SEED)
    const outcomes: unknown[] = []
    for (let count = 0; count < SPLICES; count += 1) outcomes.push(await spliceOnce(bench, chance))
    expect(outcomes.filter((outcome) => outcome !== 'refused' && outcome !== 'earlier')).toEqual([])
    expect(outcomes).toContain('refused')
  }, 3_600_000)
})

async function spliceOnce(bench: Bench, chance: (below: number) => number): Promise<unknown> {
  const now = Buffer.from(bench.now.files.get('workspace.db') ?? NONE)
  const then = bench.earlier.files.get('workspace.db') ?? NONE
  const pieceOf = (from: Buffer, page: number) => from.subarray(page * PAGE, (page + 1) * PAGE)
  const changed = Array.from({ length: then.length / PAGE }, (_, page) => page).filter(
    (page) => !pieceOf(now, page).equals(pieceOf(then, page)),
  )
  const page = changed[chance(changed.length)] ?? 0
  pieceOf(then, page).copy(now, page * PAGE)
  const files = new Map(bench.now.files).set('workspace.db', now)
  const { outcome, after } = await tryFiles(bench, files)
  const touched = listChanged(files, after)
  if (touched.length > 0) return { page, touched }
  if (outcome.kind === 'refused') return outcome.code === 'workspace-damaged' ? 'refused' : outcome
  const invented = [...outcome.rows].flatMap(([table, rows]) =>
    [...rows].filter((row) => !isKnown(bench, table, row)),
  )
  return invented.length === 0 ? 'earlier' : { page, invented }
}

/** A row of several pages may be a mix of two days: each of its pages is authentic. */
function isKnown({ now, earlier }: Bench, table: string, row: string): boolean {
  const known = [now, earlier].some(({ rows }) => rows.get(table)?.has(row))
  return known || row.length > 1.9 * PAGE
}

test('the campaign does see a damage that is let through', async () => {
  const bench = await makeBench()
  const files = new Map(bench.now.files)
  const fault = findFault(bench, 'workspace.db', {
    files,
    tried: { outcome: { kind: 'opened', rows: bench.earlier.rows }, after: files },
  })
  expect(fault).toEqual({ name: 'workspace.db', wrong: 'rows' })
  const folder = makeParent()
  writeFileSync(join(folder, 'new'), '')
  expect(listChanged(new Map(), readFiles(folder))).toEqual(['new'])
})
