import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectFolder } from '../../../electron/core/vault/inspect.ts'
import { saveRecoveryConfirmed } from '../../../electron/core/workspace/store.ts'
import { createVault, openVault, recoverVault } from '../../../electron/core/vault/vault.ts'
import {
  createClosedWorkspace,
  createWorkspace,
  makeParent,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()

test('what was written is there after closing and opening with the passphrase', async () => {
  const first = await createWorkspace(tools)
  first.db.prepare(`INSERT INTO note VALUES (1, 1, 'Amara & Rosa', x'00ff')`).run()
  first.close()
  const second = await openVault(tools, first.folder, PASSPHRASE)
  expect(second.db.prepare('SELECT body, blob FROM note').all()).toEqual([
    { body: 'Amara & Rosa', blob: Buffer.from([0, 255]) },
  ])
  expect(second).toMatchObject({ wid: first.wid, name: 'Acme', actor: { name: 'Ada Lind' } })
  expect(second.recordKey).toHaveLength(32)
  second.close()
})

test('a workspace is a folder of named files that nobody else may read', async () => {
  const vault = await createWorkspace(tools)
  vault.db.prepare('UPDATE progress SET seq = 1').run()
  const modes = readdirSync(vault.folder, { recursive: true }).map((name) => [
    name,
    (statSync(join(vault.folder, String(name))).mode & 0o777).toString(8),
  ])
  expect(Object.fromEntries(modes)).toEqual({
    backups: '700',
    keys: '700',
    'keys.json': '600',
    'keys.json.bak': '600',
    'workspace.db': '600',
    'workspace.db-journal': '600',
    'workspace.lock': '600',
  })
  expect((statSync(vault.folder).mode & 0o777).toString(8)).toBe('700')
  vault.close()
  expect(existsSync(join(vault.folder, 'workspace.lock'))).toBe(false)
})

test('the session writes with the settings that survive a power cut', async () => {
  const { db } = await createWorkspace(tools)
  const read = (name: string) => db.pragma(name, { simple: true })
  expect(
    ['journal_mode', 'synchronous', 'locking_mode', 'temp_store', 'secure_delete'].map(read),
  ).toEqual(['truncate', 3, 'exclusive', 2, 1])
  expect(['foreign_keys', 'trusted_schema', 'cell_size_check', 'cipher'].map(read)).toEqual([
    1,
    0,
    1,
    'sqlcipher',
  ])
})

test('the recovery text opens without the passphrase, which is then the new one', async () => {
  const { folder, groups } = await createClosedWorkspace(tools)
  const recovered = await recoverVault(tools, folder, { groups, passphrase: OTHER_PASSPHRASE })
  expect(recovered.actor.name).toBe('Ada Lind')
  recovered.close()
  expect(await refusalOf(() => openVault(tools, folder, PASSPHRASE))).toMatchObject({
    code: 'wrong-passphrase',
  })
  const opened = await openVault(tools, folder, OTHER_PASSPHRASE)
  expect(opened.recoveryGroups()).toEqual(groups)
  opened.close()
})

test('the database and the printed text are enough when every key file is lost', async () => {
  const { folder, groups, place } = await createClosedWorkspace(tools)
  rmSync(place.keys)
  rmSync(place.keysCopy)
  expect(inspectFolder(folder).problem).toBe('keys-missing')
  const recovered = await recoverVault(tools, folder, { groups, passphrase: OTHER_PASSPHRASE })
  expect(recovered.actor.name).toBe('Ada Lind')
  recovered.close()
  const opened = await openVault(tools, folder, OTHER_PASSPHRASE)
  opened.close()
})

test('the recovery text is at hand until it is confirmed, also after locking, and then never again', async () => {
  const first = await createWorkspace(tools)
  const groups = first.recoveryGroups()
  first.close()
  const second = await openVault(tools, first.folder, PASSPHRASE)
  expect(second.recoveryConfirmed).toBe(false)
  expect(second.recoveryGroups()).toEqual(groups)
  saveRecoveryConfirmed(second.db, second.openedAt)
  second.dropRoot()
  expect([second.recoveryConfirmed, second.recoveryGroups()]).toEqual([true, null])
  second.close()
  const third = await openVault(tools, first.folder, PASSPHRASE)
  expect([third.recoveryConfirmed, third.recoveryGroups()]).toEqual([true, null])
  third.close()
})

test('closing zeroes every key and may be asked for twice', async () => {
  const vault = await createWorkspace(tools)
  const held = [vault.keys.database, vault.keys.record, vault.keys.package]
  expect(held.every((key) => key.some((byte) => byte !== 0))).toBe(true)
  vault.close()
  vault.close()
  expect(held.every((key) => key.every((byte) => byte === 0))).toBe(true)
})

test('a folder that was moved or renamed opens under its new name', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const moved = join(dirname(folder), 'Beta.throughline')
  renameSync(folder, moved)
  const opened = await openVault(tools, moved, PASSPHRASE)
  expect(opened.name).toBe('Beta')
  opened.close()
})

test('an existing workspace of that name is left alone', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const plan = { parent: dirname(folder), name: 'Acme', owner: 'Bo', passphrase: PASSPHRASE }
  expect(await refusalOf(() => createVault(tools, plan))).toEqual({
    code: 'workspace-exists',
    details: { name: 'Acme' },
  })
  const opened = await openVault(tools, folder, PASSPHRASE)
  expect(opened.actor.name).toBe('Ada Lind')
  opened.close()
})

test.each(['../escape', 'a/b', 'nul\0', '.hidden', ''])('the name %j is refused', async (name) => {
  const parent = makeParent()
  const plan = { parent, name, owner: 'Ada', passphrase: PASSPHRASE }
  expect(await refusalOf(() => createVault(tools, plan))).toMatchObject({ code: 'invalid-input' })
  expect(readdirSync(parent)).toEqual([])
})

test('inspecting says name, id and size, and does not disturb a workspace that is open here', async () => {
  const vault = await createWorkspace(tools)
  expect(inspectFolder(vault.folder)).toEqual({ name: 'Acme', bytes: expect.any(Number) })
  vault.db.prepare('UPDATE progress SET seq = 1').run()
  vault.close()
  expect(inspectFolder(vault.folder)).toMatchObject({ name: 'Acme', wid: vault.wid })
})
