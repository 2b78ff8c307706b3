// The backup a day that nobody asks for.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUpIfDue } from '../../../electron/core/backups/daily.ts'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const folder = () => join(core.folder, 'Test program.throughline', 'backups')
const look = () => backUpIfDue(core.core.context, core.core.context.session.current())
const change = (purpose: string) => core.api.program.change({ purpose })

test('it is made once a day, and only when something was done since', async () => {
  expect(await look()).toBe(true)
  await change('Pass on what we know')
  expect(await look()).toBe(false)
  core.advance(21 * 60)
  expect(await look()).toBe(true)
  core.advance(21 * 60)
  await core.relock()
  expect(await look()).toBe(false)
  await change('Pass it on sooner')
  expect(await look()).toBe(true)
  expect(readdirSync(folder())).toHaveLength(3)
  const [line] = await core.api.record.list({ most: 1 })
  expect(line?.operation).toBe('backups.make')
})

test('it is not made where the person turned it off', async () => {
  await core.api.settings.change({ backupDaily: false })
  expect(await look()).toBe(false)
})

test('one that fails is said, and the workspace goes on', async () => {
  rmSync(folder(), { recursive: true })
  writeFileSync(folder(), 'a file where the folder should be')
  chmodSync(folder(), 0o600)
  expect(await look()).toBe(false)
  expect(core.events).toContainEqual({
    kind: 'trouble',
    error: expect.objectContaining({ code: expect.any(String) }),
  })
  await change('Goes on')
})

test('a backup dated in the future keeps no other from being made', async () => {
  core.advance(400 * 24 * 60)
  await core.relock()
  await core.api.backups.make(undefined)
  core.advance(-400 * 24 * 60)
  await core.relock()
  await change('Pass on what we know')
  expect(await look()).toBe(true)
  expect(await look()).toBe(false)
})

test('a copy made in the future is overdue', async () => {
  mkdirSync(join(core.folder, 'Other disk'))
  const { token } = core.core.context.places.place(join(core.folder, 'Other disk'))
  await core.api.backups.chooseSecondPlace({ folder: token })
  expect(await core.api.backups.secondPlace(undefined)).toMatchObject({ overdue: false })
  core.advance(-60)
  expect(await core.api.backups.secondPlace(undefined)).toMatchObject({ overdue: true })
})

test('work done in an older file put back is backed up, though its record is no longer', async () => {
  const { database } = describeFolder(join(core.folder, 'Test program.throughline'))
  await core.api.workspace.lock(undefined)
  const older = readFileSync(database)
  const [recent] = await core.api.workspace.recent(undefined)
  const unlock = async () =>
    core.api.workspace.unlock({ key: recent!.key, passphrase: await core.seal(PASSPHRASE) })
  core.advance(1)
  await unlock()
  for (const purpose of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) await change(purpose)
  expect(await look()).toBe(true)
  await core.api.workspace.lock(undefined)
  writeFileSync(database, older)
  core.advance(21 * 60)
  await unlock()
  await change('Of the older file')
  expect(await look()).toBe(true)
})
