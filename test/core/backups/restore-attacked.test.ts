// Restores under conditions nobody plans: a clock set back, another workspace's backup, an old paper,
// a forked record, old key files, a damaged tail.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseRow } from '../../../electron/core/vault/erasures.ts'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import { instant } from '../../../shared/kit/schema.ts'
import type { RecentKey, RecoveryKit } from '../../../shared/workspace/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

const NEW = 'green lanterns follow the patient heron home'

let core: TestCore
let key: RecentKey
let kit: RecoveryKit
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
  key = (await core.api.workspace.recent(undefined))[0]!.key
  kit = await core.api.workspace.recoveryKit(undefined)
})
afterEach(() => core.end())

const place = () => describeFolder(join(core.folder, 'Test program.throughline'))
const add = (name: string) => core.api.strategy.addPriority({ name, sponsor: '', weight: 5 })
const make = async () => (await core.api.backups.make(undefined)).file
const unlock = async (text = PASSPHRASE) =>
  core.api.workspace.unlock({ key, passphrase: await core.seal(text) })
const names = async () =>
  (await core.api.strategy.listPriorities(undefined)).map(({ name }) => name).toSorted()

async function lock(): Promise<void> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
}

async function restore(
  path: string,
  way: { readonly text?: string; readonly paper?: boolean } = {},
) {
  const passphrase = await core.seal(way.text ?? PASSPHRASE)
  return core.api.backups.restore({
    from: { kind: 'file', file: core.core.context.places.place(path).token },
    into: { kind: 'workspace', key },
    way: way.paper
      ? { kind: 'recovery', groups: kit.groups, passphrase }
      : { kind: 'passphrase', passphrase },
  })
}

/** A backup kept elsewhere, out of reach of whatever happens to the workspace. */
async function keepBackup(): Promise<string> {
  const kept = join(core.folder, 'kept.tlbackup')
  copyFileSync(join(place().backups, await make()), kept)
  return kept
}

const rotate = async () => core.api.access.rotate({ own: await core.seal(PASSPHRASE) })

test('the file that a restore replaces is kept, whatever the clock says', async () => {
  const kept = await keepBackup()
  for (let turn = 0; turn < 4; turn += 1) {
    await add(`Only in file ${turn}`)
    await lock()
    core.clock.at = instant.parse('2020-01-01T00:00:00.000Z')
    const { report } = await restore(kept)
    expect(existsSync(join(place().setAside, report.keptAs ?? ''))).toBe(true)
  }
})

test('the backup of another workspace is not restored over this one', async () => {
  await add('Ours')
  const other = createTestCore()
  await other.createWorkspace('Foreign')
  const { file } = await other.api.backups.make(undefined)
  const foreign = join(core.folder, 'foreign.tlbackup')
  copyFileSync(join(other.folder, 'Foreign.throughline', 'backups', file), foreign)
  await other.end()
  await lock()
  await expect(restore(foreign)).rejects.toMatchObject({ code: 'backup-of-another-workspace' })
  await unlock()
  expect(await names()).toEqual(['Ours'])
})

test('an old paper with an old backup takes no workspace over whose key was changed', async () => {
  const kept = await keepBackup()
  await rotate()
  await lock()
  const taken = restore(kept, { text: NEW, paper: true })
  await expect(taken).rejects.toMatchObject({ code: 'recovery-outdated' })
  await unlock()
})

test('after a new key, a restore of an older backup leaves the new paper to be confirmed', async () => {
  const typed = kit.typeBack.map((number) => ({ number, text: kit.groups[number - 1]! }))
  await core.api.workspace.confirmRecovery({ groups: typed })
  const kept = await keepBackup()
  await rotate()
  const renewed = (await core.api.workspace.recoveryKit(undefined)).groups
  await lock()
  const { workspace } = await restore(kept)
  expect(workspace.recoveryConfirmed).toBe(false)
  expect((await core.api.workspace.recoveryKit(undefined)).groups).toEqual(renewed)
})

test('of a forked record nothing is lost: the longer stays, the other’s lines follow', async () => {
  await lock()
  const older = readFileSync(place().database)
  await unlock()
  for (let row = 0; row < 20; row += 1) await add(`Priority ${row}`)
  const kept = await keepBackup()
  await lock()
  writeFileSync(place().database, older)
  await unlock()
  await add('Made on the older file')
  await lock()
  await restore(kept)
  const lines = await core.api.record.list({ most: 500 })
  const adds = lines.filter(({ operation }) => operation === 'strategy.addPriority')
  expect(adds).toHaveLength(21)
  expect(adds[0]?.ids.at(-1)).toMatch(/^other-branch:\d+$/)
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
})

test('old key files put back bring no old passphrase back through a restore', async () => {
  const old = [place().keys, place().keysCopy].map((path) => readFileSync(path))
  const kept = await keepBackup()
  const [own, next] = [await core.seal(PASSPHRASE), await core.seal(NEW)]
  await core.api.access.changePassphrase({ own, next })
  await lock()
  const other = createTestCore()
  const copy = describeFolder(join(other.folder, 'Copy.throughline'))
  mkdirSync(copy.folder)
  copyFileSync(place().database, copy.database)
  old.forEach((bytes, at) => writeFileSync([copy.keys, copy.keysCopy][at]!, bytes))
  const folder = other.core.context.places.place(copy.folder).token
  const found = await other.api.workspace.find({ folder })
  const from = { kind: 'file' as const, file: other.core.context.places.place(kept).token }
  const into = { kind: 'workspace' as const, key: found.key }
  const attempt = async (text: string) =>
    other.api.backups.restore({
      from,
      into,
      way: { kind: 'passphrase', passphrase: await other.seal(text) },
    })
  await expect(attempt(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(attempt(NEW)).resolves.toMatchObject({ workspace: { name: 'Copy' } })
  await other.end()
})

test('one damaged line of the tail takes no other with it, and is said', async () => {
  const gone = await add('Canary Zofia Nowak')
  const kept = await keepBackup()
  await add('A line that will be damaged')
  const session = core.core.context.session.current()
  session.write({ operation: 'privacy.erase', kind: 'final', final: true, edit: null }, () =>
    eraseRow(session.vault.db, core.clock.at, { table: 'priority', key: [gone.id] }),
  )
  await add('A later line')
  await lock()
  const lines = readFileSync(place().tail, 'latin1').trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(1)
  lines[lines.length - 1] = 'AAAA'
  writeFileSync(place().tail, `${lines.join('\n')}\n`)
  writeFileSync(place().database, '')
  const { report } = await restore(kept)
  expect(report.incompleteSince).not.toBeNull()
  expect(await names()).toEqual([])
})

test('a tail that was damaged while closed is written anew at the next opening', async () => {
  await add('Fill roles from inside')
  await lock()
  const text = readFileSync(place().tail, 'latin1')
  writeFileSync(place().tail, `AAAA\n${text}`)
  await unlock()
  await lock()
  expect(readFileSync(place().tail, 'latin1')).not.toContain('AAAA\n')
})
