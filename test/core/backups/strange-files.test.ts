// Whatever else lies in the folder of backups, those that are there are listed and new ones are made.
import { chmodSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestCore, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const folder = () => join(core.folder, 'Test program.throughline', 'backups')
const inFolder = (name: string) => join(folder(), name)
const makeBackup = () => core.api.backups.make(undefined)
const list = () => core.api.backups.list(undefined)

async function listOffered() {
  const [recent] = await core.api.workspace.recent(undefined)
  return core.api.backups.offered({ key: recent!.key })
}

test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', path)],
  ['a link to itself', (path: string) => symlinkSync(path, path)],
  ['a link to a folder', (path: string) => symlinkSync('.', path)],
])('%s named like a backup is passed over', async (_, put) => {
  const first = await makeBackup()
  put(inFolder('strange.tlbackup'))
  core.advance(1)
  const second = await makeBackup()
  const files = [second.file, first.file]
  expect((await list()).map(({ file }) => file)).toEqual(files)
  expect((await listOffered()).map(({ file }) => file)).toEqual(files)
})

test('a name too long to be one of ours is passed over', async () => {
  writeFileSync(inFolder(`${'long '.repeat(30)}.tlbackup`), 'whatever')
  const { file } = await makeBackup()
  expect((await list()).map((backup) => backup.file)).toEqual([file])
  expect(await listOffered()).toMatchObject([{ file }])
})

test('a file that may not be read or is none of ours is listed as not verified', async () => {
  writeFileSync(inFolder('locked.tlbackup'), 'whatever')
  chmodSync(inFolder('locked.tlbackup'), 0)
  const { file } = await makeBackup()
  const shown = Object.fromEntries((await list()).map((backup) => [backup.file, backup.verified]))
  expect(shown).toEqual({ [file]: true, 'locked.tlbackup': false })
})

test('of very many files the newest are listed, and a new backup is still said to be made', async () => {
  const day = new Date('2031-01-01T00:00:00.000Z')
  for (let at = 0; at < 520; at += 1) {
    writeFileSync(inFolder(`${at}.tlbackup`), '')
    utimesSync(inFolder(`${at}.tlbackup`), day, day)
  }
  expect(await makeBackup()).toMatchObject({ verified: true })
  expect(await list()).toHaveLength(500)
  expect(await listOffered()).toHaveLength(500)
  expect(readdirSync(folder())).toHaveLength(521)
})
