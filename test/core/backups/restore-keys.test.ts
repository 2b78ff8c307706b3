// Whose passphrase counts after a restore, and where: here, elsewhere, before and after a change.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import type { Backup, Restored } from '../../../shared/backups/model.ts'
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

test('a passphrase changed since stays changed, also with the backup that knows the earlier one', async () => {
  const backup = await makeBackup()
  const [own, next] = [await core.seal(PASSPHRASE), await core.seal(NEW)]
  await core.api.access.changePassphrase({ own, next })
  await expect(restore(backup)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(restore(backup, NEW)).resolves.toBeDefined()
  await lock()
  const unlock = async (text: string) =>
    core.api.workspace.unlock({ key, passphrase: await core.seal(text) })
  await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await unlock(NEW)
})

test('slots in a backup that are newer than the key files put back count', async () => {
  const older = [place().keys, place().keysCopy].map((path) => readFileSync(path))
  const before = readFileSync(place().database)
  const [own, next] = [await core.seal(PASSPHRASE), await core.seal(NEW)]
  await core.api.access.changePassphrase({ own, next })
  const { file } = await makeBackup()
  const bytes = readFileSync(join(place().backups, file))
  await core.api.workspace.lock(undefined)
  // As if on another computer, which remembers nothing, with an older copy of the folder.
  const other = createTestCore()
  const folder = describeFolder(join(other.folder, 'Older.throughline'))
  mkdirSync(folder.backups, { recursive: true })
  older.forEach((content, at) => writeFileSync([folder.keys, folder.keysCopy][at]!, content))
  writeFileSync(folder.database, before)
  writeFileSync(join(folder.backups, file), bytes)
  const token = other.core.context.places.place(folder.folder).token
  const found = await other.api.workspace.find({ folder: token })
  const attempt = async (passphrase: string) =>
    other.api.backups.restore({
      from: { kind: 'own', file },
      into: { kind: 'workspace', key: found.key },
      way: { kind: 'passphrase', passphrase: await other.seal(passphrase) },
    })
  await expect(attempt(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(attempt(NEW)).resolves.toMatchObject({ workspace: { name: 'Older' } })
  await other.end()
})

test('on another computer, package and passphrase or printed text make the workspace anew', async () => {
  await addPriority('Fill roles from inside')
  const { file } = await makeBackup()
  const path = join(place().backups, file)
  for (const [name, way] of [
    ['Again', { kind: 'passphrase', passphrase: PASSPHRASE }],
    ['By text', { kind: 'recovery', passphrase: NEW }],
  ] as const) {
    const other = createTestCore({ ports: { openFile: async () => ({ kind: 'chosen', path }) } })
    try {
      const chosen = await other.api.backups.chooseFile(undefined)
      expect(chosen).toMatchObject({ name: file, workspace: 'Test program' })
      const home = await other.api.files.home(undefined)
      const passphrase = await other.seal(way.passphrase)
      const { workspace } = await other.api.backups.restore({
        from: { kind: 'file', file: chosen!.file },
        into: { kind: 'new', folder: home.token, name },
        way:
          way.kind === 'recovery'
            ? { kind: way.kind, groups: kit.groups, passphrase }
            : { kind: way.kind, passphrase },
      })
      expect(workspace).toMatchObject({ name, actor: 'Test owner', role: 'owner' })
      expect((await other.api.strategy.listPriorities(undefined)).map((row) => row.name)).toEqual([
        'Fill roles from inside',
      ])
      expect(readdirSync(other.folder)).toEqual([`${name}.throughline`])
    } finally {
      await other.end()
    }
  }
})

test('a backup from before the key was changed comes back under today’s key', async () => {
  await addPriority('Fill roles from inside')
  const { file } = await makeBackup()
  const bytes = readFileSync(join(place().backups, file))
  await core.api.access.rotate({ own: await core.seal(PASSPHRASE) })
  const old = join(core.folder, 'kept elsewhere.tlbackup')
  writeFileSync(old, bytes)
  const token = core.core.context.places.place(old).token
  await lock()
  const { report } = await core.api.backups.restore({
    from: { kind: 'file', file: token },
    into: { kind: 'workspace', key },
    way: { kind: 'passphrase', passphrase: await core.seal(PASSPHRASE) },
  })
  expect(report.incompleteSince).toBeNull()
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  await core.relock()
  expect(await listPriorities()).toEqual(['Fill roles from inside'])
})
