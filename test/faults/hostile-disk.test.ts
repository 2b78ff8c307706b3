// The disk turns against a workspace while it is open. Each time: one of the app's own sentences,
// nothing that was saved is lost, what was refused can be done once the disk is well again.
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ERROR_SENTENCES } from '../../shared/kit/error-text.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { freeze, mountSmallDisk } from '../support/hostile-disk.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../support/test-core.ts'
import { hashOf } from '../support/vault.ts'

interface Opened extends TestCore {
  readonly workspace: string
  readonly groups: readonly string[]
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-hostile-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function openIn(folder: string): Promise<Opened> {
  const core = createTestCore({ folder })
  await core.createWorkspace()
  const { groups } = await core.api.workspace.recoveryKit(undefined)
  await core.api.program.startFrom({ template: 'empty' })
  await core.api.program.change({ deputy: 'Ines' })
  onTestFinished(() => core.end())
  return { ...core, workspace: join(folder, 'Test program.throughline'), groups }
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act
    return 'done'
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    expect(ERROR_SENTENCES).toHaveProperty(error.code)
    return error.code
  }
}

const deputyOf = async ({ api }: TestCore) => (await api.program.get(undefined)).deputy
const changeDeputy = ({ api }: TestCore, deputy: string) => codeOf(api.program.change({ deputy }))

async function expectWell(core: Opened, deputy: string): Promise<void> {
  expect(await changeDeputy(core, deputy)).toBe('done')
  await core.relock()
  expect(await deputyOf(core)).toBe(deputy)
  const health = await core.api.workspace.check(undefined)
  expect(health).toMatchObject({ problems: [], recordIntact: true, encrypted: true })
}

test('a disk that is full refuses with a sentence, keeps what was saved, and saves once there is room', async (context) => {
  const folder = makeFolder()
  const disk = mountSmallDisk(folder, 4)
  if (!disk) return context.skip()
  onTestFinished(() => disk.end())
  const core = await openIn(folder)
  disk.fill()
  let saved = 'Ines'
  let code = 'done'
  for (let turn = 0; code === 'done' && turn < 200; turn += 1) {
    const next = `Ines ${turn}`
    code = await changeDeputy(core, next)
    if (code === 'done') saved = next
  }
  expect(code).toBe('disk-full')
  expect(await deputyOf(core)).toBe(saved)
  disk.free()
  await expectWell(core, 'Rosa')
})

// One that fills up in the middle all the same is the failing disk's to prove.
test.for([0, 1.95])(
  'a disk with room for %d times the file is too full for a backup: nothing is begun, and the next one is made',
  async (times, context) => {
    const folder = makeFolder()
    const disk = mountSmallDisk(folder, 40)
    if (!disk) return context.skip()
    onTestFinished(() => disk.end())
    const core = await openIn(folder)
    disk.fill(times * statSync(join(core.workspace, 'workspace.db')).size)
    expect(await codeOf(core.api.backups.make(undefined))).toBe('low-space')
    expect(readdirSync(join(core.workspace, 'backups'))).toEqual([])
    disk.free()
    expect(await codeOf(core.api.backups.make(undefined))).toBe('done')
    await expectWell(core, 'Rosa')
  },
)

test('a folder that becomes read only refuses with a sentence, keeps what was saved, and saves later', async (context) => {
  const core = await openIn(makeFolder())
  const thaw = freeze(core.workspace)
  if (!thaw) return context.skip()
  onTestFinished(thaw)
  expect(await changeDeputy(core, 'Rosa')).toMatch(/^(folder-not-writable|disk-error)$/)
  expect(await codeOf(core.api.backups.make(undefined))).toBe('folder-not-writable')
  expect(await deputyOf(core)).toBe('Ines')
  thaw()
  await expectWell(core, 'Rosa')
})

test('a read-only folder cannot be unlocked, says so, and can once it is writable', async (context) => {
  const core = await openIn(makeFolder())
  await core.api.workspace.lock(undefined)
  const thaw = freeze(core.workspace)
  if (!thaw) return context.skip()
  onTestFinished(thaw)
  expect(await codeOf(core.relock())).toBe('folder-not-writable')
  thaw()
  await core.relock()
  await expectWell(core, 'Rosa')
})

test('a folder that was renamed while open is written to again once it is back', async () => {
  const core = await openIn(makeFolder())
  renameSync(core.workspace, `${core.workspace}.moved`)
  expect(await changeDeputy(core, 'Rosa')).toBe('workspace-gone')
  expect(await deputyOf(core)).toBe('Ines')
  renameSync(`${core.workspace}.moved`, core.workspace)
  await expectWell(core, 'Rosa')
})

test('a folder that was renamed while open can be locked, and opened where it is now', async () => {
  const core = await openIn(makeFolder())
  const moved = join(core.folder, 'Moved.throughline')
  renameSync(core.workspace, moved)
  await core.api.workspace.lock(undefined)
  expect(await codeOf(core.relock())).toBe('workspace-missing')
  const { key } = await core.api.workspace.find({
    folder: core.core.context.places.place(moved).token,
  })
  await core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  expect(await deputyOf(core)).toBe('Ines')
})

test('a folder that was removed while open is named as missing, and another workspace can be made', async () => {
  const core = await openIn(makeFolder())
  rmSync(core.workspace, { recursive: true })
  expect(await changeDeputy(core, 'Rosa')).toBe('workspace-gone')
  expect(await deputyOf(core)).toBe('Ines')
  expect(await codeOf(core.api.backups.make(undefined))).not.toBe('done')
  await core.api.workspace.lock(undefined)
  expect(await codeOf(core.relock())).toBe('workspace-missing')
  await core.createWorkspace('Another')
  expect(await changeDeputy(core, 'Rosa')).toBe('done')
})

test('a database that was replaced underneath is not written to', async () => {
  const core = await openIn(makeFolder())
  const database = join(core.workspace, 'workspace.db')
  const other = join(makeFolder(), 'workspace.db')
  copyFileSync(database, other)
  renameSync(database, `${database}.ours`)
  cpSync(other, database)
  const before = hashOf(database)
  expect(await changeDeputy(core, 'Rosa')).toBe('workspace-taken-over')
  expect(hashOf(database)).toBe(before)
  expect(await deputyOf(core)).toBe('Ines')
  renameSync(`${database}.ours`, database)
  await expectWell(core, 'Rosa')
})

test('one key file removed while open is written again at the next unlock', async () => {
  const core = await openIn(makeFolder())
  const keys = join(core.workspace, 'keys.json')
  const before = hashOf(keys)
  rmSync(keys)
  await expectWell(core, 'Rosa')
  expect(hashOf(keys)).toBe(before)
})

test('with both key files removed while open, what this computer remembers writes them again', async () => {
  const core = await openIn(makeFolder())
  const paths = ['keys.json', 'keys.json.bak'].map((name) => join(core.workspace, name))
  const before = paths.map(hashOf)
  for (const path of paths) rmSync(path)
  await expectWell(core, 'Rosa')
  expect(paths.map(hashOf)).toEqual(before)
})
