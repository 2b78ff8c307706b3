import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestCore, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

async function saveKit(name: string) {
  const home = await core.api.files.home(undefined)
  const { token } = await core.api.files.fileIn({ folder: home.token, name })
  return core.api.workspace.saveRecoveryKit({ to: token })
}

test('a file that leaves is whole, readable by its owner alone, and stands in the ledger with its hash', async () => {
  await saveKit('kit.pdf')
  const bytes = readFileSync(join(core.folder, 'kit.pdf'))
  expect(statSync(join(core.folder, 'kit.pdf')).mode & 0o777).toBe(0o600)
  expect(await core.api.releases.list(undefined)).toEqual([
    {
      number: 1,
      at: core.clock.at,
      actor: 'Test owner',
      operation: 'workspace.saveRecoveryKit',
      fileName: 'kit.pdf',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  ])
})

test('a file that could not be written leaves no entry and no half file', async () => {
  mkdirSync(join(core.folder, 'kit.pdf'))
  await expect(saveKit('kit.pdf')).rejects.toMatchObject({ code: 'name-taken' })
  expect(await core.api.releases.list(undefined)).toEqual([])
  expect(readdirSync(core.folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a print ticket is good once, and worth nothing after a lock', async () => {
  await expect(core.call('printing.page', { ticket: '0'.repeat(32) })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('after two groups were typed back the key is nowhere but on paper', async () => {
  const kit = await core.api.workspace.recoveryKit(undefined)
  const [a, b] = kit.typeBack
  const typed = (number: number, text: string) => ({ number, text })
  const wrong = core.api.workspace.confirmRecovery({
    groups: [typed(a, kit.groups[a - 1]!), typed(b, kit.groups[a - 1]!)],
  })
  await expect(wrong).rejects.toMatchObject({
    code: 'recovery-groups-differ',
    details: { groups: [b] },
  })
  await core.api.workspace.confirmRecovery({
    groups: [typed(a, ` ${kit.groups[a - 1]!.toLowerCase()} `), typed(b, kit.groups[b - 1]!)],
  })
  await expect(core.api.workspace.recoveryKit(undefined)).rejects.toMatchObject({
    code: 'not-found',
  })
  await core.relock()
  expect(await core.api.workspace.state(undefined)).toMatchObject({
    workspace: { recoveryConfirmed: true },
  })
})

/** Runs while the file is being made: what a person can do in those seconds. */
function whilePrinting(act: () => Promise<void>): void {
  const { prints } = core.core.context
  const toPdf = prints.toPdf
  prints.toPdf = async (page) => {
    const bytes = await toPdf(page)
    await act()
    return bytes
  }
}

test('nothing is saved into the folder of a workspace, also not by a link, and its file stays', async () => {
  const workspace = join(core.folder, 'Test program.throughline')
  const file = join(workspace, 'workspace.db')
  symlinkSync(workspace, join(core.folder, 'link'))
  for (const folder of [workspace, join(workspace, 'backups'), join(core.folder, 'link')]) {
    const to = core.core.context.places.place(join(folder, 'workspace.db')).token
    await expect(core.api.workspace.saveRecoveryKit({ to })).rejects.toMatchObject({
      code: 'inside-workspace',
      details: { name: 'Test program' },
    })
  }
  expect(existsSync(file)).toBe(true)
  await core.api.program.change({ purpose: 'Still writable' })
})

test('a file that was there before returns when the new one cannot be entered', async () => {
  const path = join(core.folder, 'kit.pdf')
  writeFileSync(path, 'from before')
  const { vault } = core.core.context.session.current()
  vault.db.exec(
    'CREATE TEMP TRIGGER refuse BEFORE INSERT ON release_entry BEGIN SELECT raise(ABORT, 0); END',
  )
  await expect(saveKit('kit.pdf')).rejects.toMatchObject({ code: 'internal' })
  expect(readFileSync(path, 'utf8')).toBe('from before')
  expect(readdirSync(core.folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('nothing leaves once the workspace was locked, or another one opened, meanwhile', async () => {
  whilePrinting(() => core.createWorkspace('Another'))
  await expect(saveKit('kit.pdf')).rejects.toMatchObject({ code: 'locked' })
  expect(existsSync(join(core.folder, 'kit.pdf'))).toBe(false)
  expect(await core.api.workspace.state(undefined)).toMatchObject({
    workspace: { name: 'Another' },
  })
  expect(await core.api.releases.list(undefined)).toEqual([])
})
