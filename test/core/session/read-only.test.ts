// A workspace on a disk that cannot be written can be looked at, and nothing beside it is made.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
let mounted: string | null = null
afterEach(async () => {
  await core.api.workspace.lock(undefined)
  if (mounted !== null) execFileSync('umount', [mounted], { stdio: 'ignore' })
  mounted = null
  await core.end()
})

/** Root writes past any rights, so the folder is mounted a second time, read-only. */
function mountReadOnly(folder: string, at: string): boolean {
  mkdirSync(at)
  try {
    execFileSync('mount', ['--bind', folder, at], { stdio: 'ignore' })
    mounted = at
    execFileSync('mount', ['-o', 'remount,bind,ro', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('it opens to read: everything is shown, every change is refused, no file is made', async (context) => {
  await core.api.program.change({ purpose: 'Pass on what we know' })
  const addPriority = () =>
    core.api.strategy.addPriority({ name: 'Fewer early leavers', sponsor: '', weight: 3 })
  await addPriority()
  await core.api.workspace.lock(undefined)
  const folder = join(core.folder, 'On a disk.throughline')
  if (!mountReadOnly(join(core.folder, 'Test program.throughline'), folder)) {
    process.stderr.write('NOT PROVED: a read-only disk (this system allows no mount)\n')
    return context.skip()
  }
  const files = readdirSync(folder)
  const { key } = await core.api.workspace.find({
    folder: core.core.context.places.place(folder).token,
  })
  const passphrase = () => core.seal(PASSPHRASE)
  const unlock = core.api.workspace.unlock({ key, passphrase: await passphrase() })
  await expect(unlock).rejects.toMatchObject({ code: 'folder-not-writable' })
  const opened = await core.api.workspace.unlockToRead({ key, passphrase: await passphrase() })
  expect(opened).toMatchObject({ name: 'On a disk', actor: 'Test owner', readOnly: true })
  expect(await core.api.program.get(undefined)).toMatchObject({ purpose: 'Pass on what we know' })
  expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  await expect(addPriority()).rejects.toMatchObject({ code: 'read-only' })
  await expect(core.api.history.undo(undefined)).rejects.toMatchObject({ code: 'read-only' })
  await expect(core.api.backups.make(undefined)).rejects.toBeDefined()
  await core.api.workspace.lock(undefined)
  expect(readdirSync(folder)).toEqual(files)
  expect(core.reports).toEqual([])
})

test('a wrong passphrase is one here too, and a file in use is not read beside its writer', async () => {
  const { key } = (await core.api.workspace.recent(undefined))[0]!
  const wrong = { key, passphrase: await core.seal('not the right passphrase') }
  await core.api.workspace.lock(undefined)
  await expect(core.api.workspace.unlockToRead(wrong)).rejects.toMatchObject({
    code: 'wrong-passphrase',
  })
  await core.relock()
  const other = createTestCore({ folder: core.folder })
  const place = join(core.folder, 'Test program.throughline')
  const found = await other.api.workspace.find({
    folder: other.core.context.places.place(place).token,
  })
  const toRead = other.api.workspace.unlockToRead({
    key: found.key,
    passphrase: await other.seal(PASSPHRASE),
  })
  await expect(toRead).rejects.toMatchObject({ code: 'workspace-in-use' })
})
