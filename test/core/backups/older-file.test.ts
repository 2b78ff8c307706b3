// This machine remembers how far the record of a workspace had come, and so notices an older file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
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
const addPriority = (name: string) =>
  core.api.strategy.addPriority({ name, sponsor: '', weight: 5 })

async function lock(): Promise<void> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
}

test('an older copy of the whole folder put back is noticed, until the person says it counts', async () => {
  await addPriority('Fill roles from inside')
  await lock()
  const older = readFileSync(place().database)
  await core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  await addPriority('Fewer early leavers')
  await lock()
  writeFileSync(place().database, older)
  await core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  const state = await core.api.workspace.state(undefined)
  expect(state).toMatchObject({ workspace: { older: { missing: expect.any(Number) } } })
  const accepted = await core.api.workspace.acceptOlder(undefined)
  expect(accepted.older).toBeNull()
  await core.relock()
  expect(await core.api.workspace.state(undefined)).toMatchObject({ workspace: { older: null } })
})

test('backing up to a second place does not take an older file for the known one', async () => {
  await lock()
  const older = readFileSync(place().database)
  await core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  await addPriority('Fewer early leavers')
  await lock()
  writeFileSync(place().database, older)
  await core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  mkdirSync(join(core.folder, 'Other disk'))
  const { token } = core.core.context.places.place(join(core.folder, 'Other disk'))
  await core.api.backups.chooseSecondPlace({ folder: token })
  expect(await core.api.backups.make(undefined)).toMatchObject({ copied: true })
  await core.relock()
  expect(await core.api.workspace.state(undefined)).toMatchObject({
    workspace: { older: { missing: expect.any(Number) } },
  })
})
