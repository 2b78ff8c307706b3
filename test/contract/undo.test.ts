// Every command can be undone and done again, on the real file. A command without an example here
// fails the first test, so none can be forgotten.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashTables } from '../../electron/core/db/dump.ts'
import { readTables } from '../../electron/core/db/schema.ts'
import { declaredTables } from '../../electron/core/features.ts'
import { contract } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import { createTestCore, type TestCore } from '../support/test-core.ts'

/** Makes what the command needs and gives the input for it. */
type Example = (core: TestCore) => Promise<unknown>

const addPriority = (core: TestCore, name = 'Fill roles from inside') =>
  core.api.strategy.addPriority({ name, sponsor: 'Test sponsor', weight: 7 })

const EXAMPLES: Readonly<Record<string, Example>> = {
  'program.change': async () => ({ purpose: 'Pass on what we know', horizonMonths: 18 }),
  'program.startFrom': async () => ({ template: 'leadership' }),
  'strategy.addPriority': async () => ({ name: 'Fewer early leavers', sponsor: '', weight: 3 }),
  'strategy.changePriority': async (core) => {
    const { id } = await addPriority(core)
    return { id, change: { weight: 9 } }
  },
  'strategy.removePriority': async (core) => ({ id: (await addPriority(core)).id }),
}
/** They move other steps; undo.test.ts proves them on random histories. */
const MOVES_STEPS = ['history.undo', 'history.redo', 'history.revert']

const commands = Object.entries(contract).flatMap(([feature, operations]) =>
  Object.entries(operations as Readonly<Record<string, Operation>>)
    .filter(([, operation]) => operation.kind === 'command')
    .map(([name]) => `${feature}.${name}`),
)

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

function dump(): string {
  const { db } = core.core.context.session.current().vault
  return hashTables(
    db,
    readTables(db).filter(({ name }) => !declaredTables[name]?.engine),
  )
}

test('every command has an example here', () => {
  expect([...Object.keys(EXAMPLES), ...MOVES_STEPS].sort()).toEqual([...commands].sort())
})

describe.each(Object.entries(EXAMPLES))('%s', (operation, example) => {
  test('is undone and done again exactly, says so in words, and stands in the record', async () => {
    const input = await example(core)
    const before = dump()
    await core.call(operation, input)
    const after = dump()
    expect(after).not.toBe(before)

    const { undo } = await core.api.history.list({ most: 10 })
    expect(undo?.operation).toBe(operation)
    expect(fill(undo?.says ?? '', undo?.values ?? {})).not.toMatch(/\{\{|^$/)

    await core.api.history.undo(undefined)
    expect(dump()).toBe(before)
    await core.api.history.redo(undefined)
    expect(dump()).toBe(after)

    const record = await core.api.record.list({ most: 3 })
    expect(record.map((entry) => entry.operation)).toEqual([
      'history.redo',
      'history.undo',
      operation,
    ])
    expect(await core.api.record.verify(undefined)).toMatchObject({ intact: true })
  })
})

function fill(says: string, values: Readonly<Record<string, string>>): string {
  return says.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => values[name] ?? gap)
}

test('undo goes on across lock and unlock', async () => {
  const empty = dump()
  await addPriority(core, 'One')
  await addPriority(core, 'Two')
  await core.relock()
  await core.api.history.undo(undefined)
  await core.relock()
  await core.api.history.undo(undefined)
  expect(dump()).toBe(empty)
  await expect(core.api.history.undo(undefined)).rejects.toMatchObject({ code: 'nothing-to-undo' })
})

test('a final act stops undo and is named', async () => {
  await addPriority(core)
  const home = await core.api.files.home(undefined)
  const to = await core.api.files.fileIn({ folder: home.token, name: 'Recovery kit.pdf' })
  await core.api.workspace.saveRecoveryKit({ to: to.token })
  await expect(core.api.history.undo(undefined)).rejects.toMatchObject({
    code: 'final-in-between',
    details: { step: 'Saved the recovery kit as a PDF' },
  })
  expect(await core.api.releases.list(undefined)).toMatchObject([
    { number: 1, fileName: 'Recovery kit.pdf', operation: 'workspace.saveRecoveryKit' },
  ])
})

test('what was removed waits in the trash for 30 days and comes back from it', async () => {
  const { id } = await addPriority(core, 'Kept in the trash')
  await core.api.strategy.removePriority({ id })
  const [item] = await core.api.history.trash(undefined)
  expect(item).toMatchObject({ noun: 'priority', title: 'Kept in the trash', alsoRemoved: 0 })
  expect(item?.keptUntil).toBe('2027-02-10T14:05:00.000Z')
  if (!item) return
  await core.api.history.revert({ step: item.step })
  expect(await core.api.history.trash(undefined)).toEqual([])
  expect(await core.api.strategy.listPriorities(undefined)).toMatchObject([
    { id, name: 'Kept in the trash' },
  ])
})

test('what was purged from the trash does not come back', async () => {
  const { id } = await addPriority(core, 'Gone for good')
  await core.api.strategy.removePriority({ id })
  const [item] = await core.api.history.trash(undefined)
  if (!item) throw new Error('nothing in the trash')
  expect(await core.api.history.purgeTrash({ steps: [item.step] })).toEqual({ purged: 1 })
  expect(await core.api.history.trash(undefined)).toEqual([])
  await expect(core.api.history.revert({ step: item.step })).rejects.toMatchObject({
    code: 'not-found',
  })
})
