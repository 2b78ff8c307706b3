// A backup comes back, and what was promised stays done: the record and the ledger go on, what was
// erased is erased again before anything is shown, a destroyed wave stays destroyed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseRow } from '../../../electron/core/vault/erasures.ts'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import { destroyWaveKey, listWaveKeys } from '../../../electron/core/vault/wave-keys.ts'
import type { Backup, Restored } from '../../../shared/backups/model.ts'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

let core: TestCore
let key: RecentKey
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
  key = (await core.api.workspace.recent(undefined))[0]!.key
})
afterEach(() => core.end())

const place = () => describeFolder(join(core.folder, 'Test program.throughline'))
const db = () => core.core.context.session.current().vault.db
const makeBackup = () => core.api.backups.make(undefined)
const addPriority = (name: string) =>
  core.api.strategy.addPriority({ name, sponsor: '', weight: 5 })
const listPriorities = async () =>
  (await core.api.strategy.listPriorities(undefined)).map(({ name }) => name).toSorted()

async function lock(): Promise<void> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
}

async function restore({ file }: Backup, passphrase = PASSPHRASE): Promise<Restored> {
  await lock()
  return core.api.backups.restore({
    from: { kind: 'own', file },
    into: { kind: 'workspace', key },
    way: { kind: 'passphrase', passphrase: await core.seal(passphrase) },
  })
}

function act(operation: string, run: () => void): void {
  const session = core.core.context.session.current()
  session.write({ operation, kind: 'final', final: true, edit: null }, run)
}

test('the data goes back, the record and the ledger go on, and the earlier file is kept', async () => {
  await addPriority('Fill roles from inside')
  const backup = await makeBackup()
  core.advance(30 * 24 * 60)
  await addPriority('Fewer early leavers')
  const home = await core.api.files.home(undefined)
  const to = await core.api.files.fileIn({ folder: home.token, name: 'kit.pdf' })
  await core.api.workspace.saveRecoveryKit({ to: to.token })
  const head = await core.api.record.head(undefined)

  const { workspace, report } = await restore(backup)
  expect(workspace).toMatchObject({ key, actor: 'Test owner', older: null })
  expect(report).toMatchObject({
    madeAt: backup.madeAt,
    carried: { releases: 1, erasures: 0, destroyedWaves: 0 },
    incompleteSince: null,
  })
  expect(report.carried.record).toBeGreaterThan(2)
  expect(readdirSync(place().setAside)).toEqual([report.keptAs])
  expect(await listPriorities()).toEqual(['Fill roles from inside'])
  expect(await core.api.releases.list(undefined)).toMatchObject([
    { number: 1, fileName: 'kit.pdf' },
  ])
  const lines = await core.api.record.list({ most: 500 })
  expect(lines.find(({ seq }) => seq === head.seq)).toBeDefined()
  expect(lines[0]).toMatchObject({
    operation: 'backups.restore',
    actor: 'Test owner',
    ids: [`backup:${backup.madeAt}`],
  })
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  const { steps, undo } = await core.api.history.list({ most: 5 })
  expect(steps[0]).toMatchObject({ operation: 'backups.restore', state: 'final' })
  expect(undo).toBeNull()
})

test('what was erased since is erased again, in rows, cells and former values', async () => {
  const kept = await addPriority('A canary that may stay')
  const gone = await addPriority('Canary Zofia Nowak')
  const blanked = await core.api.strategy.addPriority({
    name: 'A name',
    sponsor: 'Canary sponsor Bruno',
    weight: 3,
  })
  await core.api.strategy.changePriority({ id: gone.id, change: { name: 'Canary Zofia N.' } })
  const backup = await makeBackup()
  act('privacy.erase', () => {
    eraseRow(db(), core.clock.at, { table: 'priority', key: [gone.id] })
    eraseRow(db(), core.clock.at, { table: 'priority', key: [blanked.id], columns: ['sponsor'] })
  })
  const { report } = await restore(backup)
  expect(report.carried.erasures).toBe(2)
  const all = db()
    .prepare(
      `SELECT group_concat(value) FROM (SELECT CAST(value AS TEXT) AS value FROM undo_cell
      UNION ALL SELECT name || sponsor FROM priority UNION ALL SELECT says_values FROM undo_step)`,
    )
    .pluck()
    .get() as string
  expect(all).not.toMatch(/Zofia|Bruno/)
  expect(await listPriorities()).toEqual(['A canary that may stay', 'A name'])
  expect(kept.name).toBe('A canary that may stay')
})

test('a destroyed wave stays on the list, and no backup brings its key', async () => {
  mkdirSync(place().waveKeys, { recursive: true })
  writeFileSync(join(place().waveKeys, 'wave-spring.json'), 'the wrapped key of a wave')
  const backup = await makeBackup()
  const bytes = readFileSync(join(place().backups, backup.file))
  expect(bytes.includes('the wrapped key of a wave')).toBe(false)
  act('feedback.forgetWave', () => {
    db().prepare('INSERT INTO destroyed_wave VALUES (1, ?, ?)').run(core.clock.at, 'spring')
  })
  destroyWaveKey(place(), 'spring')
  const { report } = await restore(backup)
  expect(report.carried.destroyedWaves).toBe(1)
  expect(db().prepare('SELECT wave FROM destroyed_wave').pluck().all()).toEqual(['spring'])
  expect(listWaveKeys(place())).toEqual([])
})

test.each([
  ['emptied', (path: string) => writeFileSync(path, '')],
  ['gone', (path: string) => rmSync(path)],
  ['damaged', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 0, 40_000))],
])('a workspace file that is %s comes back, its ledger from the tail', async (_, damage) => {
  await addPriority('Fill roles from inside')
  const backup = await makeBackup()
  act('release.test', () => {
    db()
      .prepare('INSERT INTO release_entry VALUES (1, ?, ?, ?, ?, 5, ?)')
      .run(core.clock.at, 'Test owner', 'release.test', 'board.xlsx', 'a'.repeat(64))
  })
  const { seq } = await core.api.record.head(undefined)
  await lock()
  damage(place().database)
  const { report } = await restore(backup)
  expect(report).toMatchObject({ carried: { releases: 1 }, incompleteSince: null })
  expect((await core.api.record.head(undefined)).seq).toBe(seq + 1)
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  expect(await listPriorities()).toEqual(['Fill roles from inside'])
})

test('with file and tail both lost it says since when the ledger has a gap', async () => {
  const backup = await makeBackup()
  core.advance(600)
  await addPriority('Nobody will know of this')
  await lock()
  writeFileSync(place().database, '')
  rmSync(place().tail)
  const { report } = await restore(backup)
  expect(report.incompleteSince).toBe(backup.madeAt)
  const [line] = await core.api.record.list({ most: 1 })
  expect(line?.ids).toEqual([`backup:${backup.madeAt}`, `incomplete-since:${backup.madeAt}`])
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
})

test('a changed, cut or foreign backup is refused by name, and the workspace stays as it was', async () => {
  const { file } = await makeBackup()
  const path = join(place().backups, file)
  const whole = readFileSync(path)
  await lock()
  const before = readFileSync(place().database)
  const attempt = async (bytes: Buffer) => {
    writeFileSync(path, bytes)
    return restore({ file } as Backup)
  }
  const flipped = Buffer.from(whole)
  flipped[flipped.length - 1]! ^= 1
  await expect(attempt(flipped)).rejects.toMatchObject({ code: 'backup-changed' })
  await expect(attempt(whole.subarray(0, -9))).rejects.toMatchObject({ code: 'not-a-backup' })
  expect(readFileSync(place().database)).toEqual(before)
  expect(readdirSync(place().folder)).not.toContain('workspace.db.next')
  writeFileSync(path, whole)
  await expect(restore({ file } as Backup, 'not the passphrase at all')).rejects.toMatchObject({
    code: 'wrong-passphrase',
  })
  await expect(restore({ file } as Backup)).resolves.toBeDefined()
})
