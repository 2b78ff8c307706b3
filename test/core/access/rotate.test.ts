// A new root key: the passphrase stays, the printed page is another, and nobody else gets in until
// they are added again. Record, backups and wave keys go on.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPackage } from '../../../electron/core/vault/backup-package.ts'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import { readRecoveryGroups } from '../../../electron/core/vault/recovery-key.ts'
import { listWaveKeys, readWaveKey, writeWaveKey } from '../../../electron/core/vault/wave-keys.ts'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

const TOMAS = 'copper violins under eleven snowy bridges'
const LATER = 'marble kites above the sleeping harbour wall'

let core: TestCore
let key: RecentKey
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
  key = (await core.api.workspace.recent(undefined))[0]!.key
})
afterEach(() => core.end())

const place = () => describeFolder(join(core.folder, 'Test program.throughline'))
const readGroups = async () => (await core.api.workspace.recoveryKit(undefined)).groups
const rotate = async () => core.api.access.rotate({ own: await core.seal(PASSPHRASE) })

async function confirmKit(): Promise<void> {
  const { groups, typeBack } = await core.api.workspace.recoveryKit(undefined)
  const typed = typeBack.map((number) => ({ number, text: groups[number - 1]! }))
  await core.api.workspace.confirmRecovery({ groups: typed })
}

async function lock(): Promise<void> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
}

test('the passphrase stays, the recovery text is another, and the old one opens nothing', async () => {
  const { wid } = core.core.context.session.current().vault
  const old = await readGroups()
  await confirmKit()
  await core.api.program.change({ purpose: 'Before' })
  await core.api.backups.make(undefined)
  const tomas = { passphrase: await core.seal(TOMAS), own: await core.seal(PASSPHRASE) }
  await core.api.access.add({ name: 'Tomas Reyes', role: 'coordinator', ...tomas })

  const done = await rotate()
  expect(done).toEqual({ repacked: 1, leftBehind: [], lostAccess: ['Tomas Reyes'] })
  const kit = await readGroups()
  expect(kit).not.toEqual(old)
  const state = await core.api.workspace.state(undefined)
  expect(state).toMatchObject({ workspace: { wid, recoveryConfirmed: false } })
  expect(await core.api.program.get(undefined)).toMatchObject({ purpose: 'Before' })
  await core.api.program.change({ purpose: 'After' })
  await lock()

  const unlock = async (passphrase: string) =>
    core.api.workspace.unlock({ key, passphrase: await core.seal(passphrase) })
  await expect(unlock(TOMAS)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  const recover = async (groups: string[]) =>
    core.api.workspace.recover({ key, groups, passphrase: await core.seal(LATER) })
  await expect(recover([...old])).rejects.toMatchObject({ code: 'recovery-outdated' })
  await unlock(PASSPHRASE)
  expect(await core.api.program.get(undefined)).toMatchObject({ purpose: 'After' })
  await lock()
  await recover([...kit])
})

test('the record goes on in one chain, and no other file is left beside the workspace', async () => {
  const head = await core.api.record.head(undefined)
  await rotate()
  await rotate()
  const lines = await core.api.record.list({ most: 500 })
  expect(lines.slice(0, 2).map(({ operation }) => operation)).toEqual([
    'access.rotate',
    'access.rotate',
  ])
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  expect(lines.some(({ seq }) => seq === head.seq)).toBe(true)
  expect(readdirSync(place().folder).toSorted()).toEqual([
    'backups',
    'keys',
    'keys.json',
    'keys.json.bak',
    'record.tail',
    'workspace.db',
    'workspace.db-journal',
    'workspace.lock',
  ])
})

test('backups are encrypted again: the old key opens none of them, the new one all', async () => {
  await core.api.backups.make(undefined)
  core.advance(60)
  await core.api.backups.make(undefined)
  const { vault } = core.core.context.session.current()
  const oldKey = Uint8Array.from(vault.keys.package)
  const { repacked } = await rotate()
  expect(repacked).toBe(2)
  const now = core.core.context.session.current().vault
  for (const file of readdirSync(place().backups)) {
    const path = join(place().backups, file)
    expect(readPackage(path, oldKey)?.authentic).toBe(false)
    expect(readPackage(path, now.keys.package)?.authentic).toBe(true)
  }
  const health = await core.api.workspace.check(undefined)
  expect(health).toMatchObject({ encrypted: true, recordIntact: true, backups: 2, problems: [] })
  expect(await core.api.backups.list(undefined)).toMatchObject([
    { opensWith: 'present' },
    { opensWith: 'present' },
  ])
})

test('keys of waves are wrapped anew', async () => {
  const groups = await readGroups()
  const { wid } = core.core.context.session.current().vault
  const root = readRecoveryGroups(groups, Buffer.from(wid, 'hex'))
  const secret = new Uint8Array(32).fill(7)
  const nonce = new Uint8Array(12).fill(1)
  await writeWaveKey(place(), { root, wid }, { wave: 'spring', secret, nonce })
  await rotate()
  expect(listWaveKeys(place())).toEqual(['spring'])
  expect(readWaveKey(place(), { root, wid }, 'spring')).toBeNull()
  const renewed = readRecoveryGroups(await readGroups(), Buffer.from(wid, 'hex'))
  expect(readWaveKey(place(), { root: renewed, wid }, 'spring')).toEqual(secret)
  expect(readdirSync(place().waveKeys)).toEqual(['wave-spring.json', 'wave-spring.json.bak'])
})

test('a wrong passphrase or a cancel changes nothing', async () => {
  const keys = readFileSync(place().keys)
  const groups = await readGroups()
  const wrong = core.api.access.rotate({ own: await core.seal(TOMAS) })
  await expect(wrong).rejects.toMatchObject({ code: 'own-passphrase-wrong' })
  expect(readFileSync(place().keys)).toEqual(keys)
  expect(await readGroups()).toEqual(groups)
})

test('the page says when its key was made, and the change stands in the record at once', async () => {
  const first = (await core.api.workspace.recoveryKit(undefined)).madeAt
  core.advance(3 * 24 * 60)
  await rotate()
  const { madeAt } = await core.api.workspace.recoveryKit(undefined)
  expect(Date.parse(madeAt)).toBeGreaterThan(Date.parse(first))
  expect(madeAt).toBe(core.clock.at)
  const { steps, undo } = await core.api.history.list({ most: 1 })
  expect(steps[0]).toMatchObject({ operation: 'access.rotate', state: 'final' })
  expect(undo).toBeNull()
})
