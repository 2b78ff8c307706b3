// A damaged workspace without a backup: what can be read becomes a new one, and the report is true.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseRow } from '../../../electron/core/vault/erasures.ts'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

const NEW = 'green lanterns follow the patient heron home'
const PAGE = 4096
const PRIORITIES = 400

let core: TestCore
let key: RecentKey
let groups: readonly string[]
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
  key = (await core.api.workspace.recent(undefined))[0]!.key
  groups = (await core.api.workspace.recoveryKit(undefined)).groups
  const session = core.core.context.session.current()
  const act = {
    operation: 'strategy.addPriority',
    kind: 'command',
    final: false,
    edit: null,
  } as const
  session.write(act, (tx) => {
    for (let row = 0; row < PRIORITIES; row += 1) {
      const insert = session.vault.db.prepare('INSERT INTO priority VALUES (?, ?, ?, 5)')
      insert.run(tx.newId(), `Priority ${row} ${'x'.repeat(120)}`, '')
    }
  })
})
afterEach(() => core.end())

const place = (name = 'Test program') => describeFolder(join(core.folder, `${name}.throughline`))
const listNames = async () =>
  (await core.api.strategy.listPriorities(undefined)).map(({ name }) => name)

async function damage(change: (bytes: Buffer) => Buffer): Promise<Buffer> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
  const bytes = change(readFileSync(place().database))
  writeFileSync(place().database, bytes)
  return bytes
}

async function salvage(given: {
  readonly passphrase?: string
  readonly groups?: readonly string[]
}) {
  const home = await core.api.files.home(undefined)
  const passphrase = await core.seal(given.passphrase ?? PASSPHRASE)
  return core.api.backups.salvage({
    key,
    into: { folder: home.token, name: 'Saved' },
    way: given.groups
      ? { kind: 'recovery', groups: [...given.groups], passphrase }
      : { kind: 'passphrase', passphrase },
  })
}

/** Every third page of the second half: some of the rows, none of the roots. */
function zeroSomePages(bytes: Buffer): Buffer {
  const pages = bytes.length / PAGE
  for (let page = Math.floor(pages / 2); page < pages; page += 3) {
    bytes.fill(0, page * PAGE, page * PAGE + 200)
  }
  return bytes
}

test('what is readable is there, the rest is counted, and the damaged file is untouched', async () => {
  const before = new Set(await listNames())
  const damaged = await damage(zeroSomePages)
  const unlock = core.api.workspace.unlock({ key, passphrase: await core.seal(PASSPHRASE) })
  await expect(unlock).rejects.toMatchObject({ code: 'workspace-damaged' })
  const { workspace, report } = await salvage({})
  expect(workspace).toMatchObject({ name: 'Saved', actor: 'Test owner' })
  const after = await listNames()
  expect(after.every((name) => before.has(name))).toBe(true)
  const found = report.kinds.find(({ noun }) => noun === 'priority')!
  expect(found.rows).toBe(after.length)
  const lost = PRIORITIES - after.length
  expect(lost).toBeGreaterThan(0)
  expect(found.lost.least).toBeLessThanOrEqual(lost)
  expect(found.lost.most ?? Infinity).toBeGreaterThanOrEqual(lost)
  expect(report.damagedPages).toBeGreaterThan(0)
  expect(readFileSync(place().database).equals(damaged)).toBe(true)
  expect(readdirSync(place().folder)).not.toContain('workspace.lock')
  expect((await core.api.workspace.check(undefined)).problems).toEqual([])
})

test('the record comes back whole from its tail, and everybody’s passphrase and page go on', async () => {
  await core.api.program.change({ purpose: 'Pass on what we know' })
  const head = await core.api.record.head(undefined)
  await damage((bytes) => bytes.fill(0, 0, 3 * PAGE))
  const { report } = await salvage({})
  expect(report.recordIntact).toBe(true)
  const lines = await core.api.record.list({ most: 500 })
  expect(lines[0]?.operation).toBe('backups.salvage')
  expect(lines.some(({ seq }) => seq === head.seq)).toBe(true)
  await core.api.workspace.lock(undefined)
  const saved = (await core.api.workspace.recent(undefined)).find(({ name }) => name === 'Saved')!
  await core.api.workspace.recover({
    key: saved.key,
    groups: [...groups],
    passphrase: await core.seal(NEW),
  })
})

test('what was erased does not come back with an old page', async () => {
  const [first] = await core.api.strategy.listPriorities(undefined)
  const session = core.core.context.session.current()
  const older = readFileSync(place().database)
  session.write({ operation: 'privacy.erase', kind: 'final', final: true, edit: null }, () =>
    eraseRow(session.vault.db, core.clock.at, { table: 'priority', key: [first!.id] }),
  )
  // The whole file of before, as a sync program would put it back, and then some of it lost.
  await damage(() => zeroSomePages(older))
  await salvage({})
  expect((await core.api.strategy.listPriorities(undefined)).map(({ id }) => id)).not.toContain(
    first!.id,
  )
})

test('with both key files lost the printed text does it, and a wrong passphrase makes nothing', async () => {
  await damage(zeroSomePages)
  const wrong = salvage({ passphrase: 'not the right words at all' })
  await expect(wrong).rejects.toMatchObject({ code: 'wrong-passphrase' })
  expect(readdirSync(core.folder)).toEqual(['Test program.throughline'])
  for (const path of [place().keys, place().keysCopy]) rmSync(path)
  const { workspace } = await salvage({ groups, passphrase: NEW })
  expect(workspace.name).toBe('Saved')
})
