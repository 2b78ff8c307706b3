// Several people open one workspace, each with a passphrase of their own. A changed or removed one
// opens nothing any more, whichever copy of the key slots is brought back.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeFolder } from '../../../electron/core/vault/folder.ts'
import type { KeyHolder, Role } from '../../../shared/access/model.ts'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

const TOMAS = 'copper violins under eleven snowy bridges'
const NEW = 'green lanterns follow the patient heron home'

let core: TestCore
let key: RecentKey
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
  key = (await core.api.workspace.recent(undefined))[0]!.key
})
afterEach(() => core.end())

const place = () => describeFolder(join(core.folder, 'Test program.throughline'))

async function add(name: string, role: Role, passphrase = TOMAS): Promise<KeyHolder> {
  const [theirs, own] = [await core.seal(passphrase), await core.seal(PASSPHRASE)]
  return core.api.access.add({ name, role, passphrase: theirs, own })
}

async function unlock(passphrase: string) {
  await core.api.workspace.lock(undefined)
  core.advance(5)
  return core.api.workspace.unlock({ key, passphrase: await core.seal(passphrase) })
}

async function change(from: string, to: string) {
  const [own, next] = [await core.seal(from), await core.seal(to)]
  return core.api.access.changePassphrase({ own, next })
}

const names = async () =>
  (await core.api.access.people(undefined)).map(({ name, role, isYou }) => [name, role, isYou])

test('a second person opens with an own passphrase, under an own name', async () => {
  const added = await add('Tomas Reyes', 'coordinator')
  expect(added).toMatchObject({ name: 'Tomas Reyes', role: 'coordinator', isYou: false })
  const opened = await unlock(TOMAS)
  expect(opened).toMatchObject({ actor: 'Tomas Reyes', role: 'coordinator' })
  await core.api.program.change({ purpose: 'Pass on what we know' })
  const { steps } = await core.api.history.list({ most: 1 })
  expect(steps[0]?.actor).toBe('Tomas Reyes')
  const [line] = await core.api.record.list({ most: 1 })
  expect(line).toMatchObject({ actor: 'Tomas Reyes', operation: 'program.change' })
  await unlock(PASSPHRASE)
  expect(await names()).toEqual([
    ['Test owner', 'owner', true],
    ['Tomas Reyes', 'coordinator', false],
  ])
})

test('a coordinator does all but what is the owner’s, and is told so', async () => {
  await add('Tomas Reyes', 'coordinator')
  await unlock(TOMAS)
  const refused = { code: 'owner-only', details: {} }
  const { id } = (await core.api.access.people(undefined))[0]!
  await expect(add('Eve', 'owner')).rejects.toMatchObject(refused)
  const own = () => core.seal(TOMAS)
  await expect(core.api.access.remove({ id, own: await own() })).rejects.toMatchObject(refused)
  await expect(core.api.access.rotate({ own: await own() })).rejects.toMatchObject(refused)
  await expect(core.api.workspace.recoveryKit(undefined)).rejects.toMatchObject(refused)
  await expect(
    core.api.strategy.addPriority({ name: 'A', sponsor: '', weight: 1 }),
  ).resolves.toBeDefined()
  await expect(core.api.backups.make(undefined)).resolves.toMatchObject({ verified: true })
  await expect(change(TOMAS, NEW)).resolves.toBeUndefined()
})

test('somebody whose passphrase was taken away opens nothing, old key files or not', async () => {
  const { id } = await add('Tomas Reyes', 'owner')
  const before = [place().keys, place().keysCopy].map((path) => readFileSync(path))
  await core.api.access.remove({ id, own: await core.seal(PASSPHRASE) })
  expect(await names()).toEqual([['Test owner', 'owner', true]])
  await expect(unlock(TOMAS)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  writeFileSync(place().keys, before[0]!)
  writeFileSync(place().keysCopy, before[1]!)
  await expect(unlock(TOMAS)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await unlock(PASSPHRASE)
})

test('a changed passphrase counts at once, and the earlier one in no copy', async () => {
  await core.api.backups.make(undefined)
  const older = [place().keys, place().keysCopy].map((path) => readFileSync(path))
  await change(PASSPHRASE, NEW)
  expect(await core.api.backups.list(undefined)).toMatchObject([{ opensWith: 'earlier' }])
  await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  for (const kept of [[older[0]!], older]) {
    kept.forEach((bytes, at) => writeFileSync([place().keys, place().keysCopy][at]!, bytes))
    await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await unlock(NEW)
  }
  const { steps, undo } = await core.api.history.list({ most: 10 })
  expect(steps[0]).toMatchObject({ operation: 'access.changePassphrase', state: 'final' })
  expect(undo).toBeNull()
})

test('with both key files lost, what this machine remembers opens', async () => {
  await core.api.workspace.lock(undefined)
  for (const path of [place().keys, place().keysCopy]) writeFileSync(path, '')
  await unlock(PASSPHRASE)
  expect(readFileSync(place().keys)).toEqual(readFileSync(place().keysCopy))
  expect(readFileSync(place().keys).length).toBeGreaterThan(300)
})

test('names, numbers and owners: what may not be is refused in words, and changes nothing', async () => {
  await expect(add('test OWNER ', 'owner')).rejects.toMatchObject({ code: 'person-exists' })
  await expect(add('Tomas', 'owner', '12345678')).rejects.toMatchObject({ code: 'weak-passphrase' })
  const [{ id }] = (await core.api.access.people(undefined)) as [KeyHolder]
  const remove = async () => core.api.access.remove({ id, own: await core.seal(PASSPHRASE) })
  await expect(remove()).rejects.toMatchObject({ code: 'last-owner' })
  await add('Tomas Reyes', 'coordinator')
  await expect(remove()).rejects.toMatchObject({ code: 'last-owner' })
  const wrong = { own: await core.seal(TOMAS), next: await core.seal(NEW) }
  await expect(core.api.access.changePassphrase(wrong)).rejects.toMatchObject({
    code: 'own-passphrase-wrong',
  })
  await unlock(PASSPHRASE)
  expect(await names()).toHaveLength(2)
})

test('no passphrase, no key and no salt of a slot is in history, record or events', async () => {
  await add('Tomas Reyes', 'coordinator')
  await change(PASSPHRASE, NEW)
  const said = JSON.stringify([
    await core.api.history.list({ most: 50 }),
    await core.api.record.list({ most: 50 }),
    core.events,
    core.reports,
  ])
  const file = JSON.parse(readFileSync(place().keys, 'utf8')) as { slots: { wrap: object }[] }
  for (const secret of [
    TOMAS,
    NEW,
    PASSPHRASE,
    ...file.slots.flatMap(({ wrap }) => Object.values(wrap)),
  ])
    expect(said).not.toContain(String(secret))
})
