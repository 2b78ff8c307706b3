import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from '../../../electron/core/db/sql.ts'
import { createTestCore, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const session = () => core.core.context.session.current()
const addPriority = (name: string) =>
  core.api.strategy.addPriority({ name, sponsor: '', weight: 5 })

test('what was removed, brought back and removed again waits in the trash once', async () => {
  const { id } = await addPriority('Twice removed')
  await core.api.strategy.removePriority({ id })
  const [first] = await core.api.history.trash(undefined)
  await core.api.history.revert({ step: first!.step })
  await core.api.strategy.removePriority({ id })
  const trash = await core.api.history.trash(undefined)
  expect(trash.map(({ title }) => title)).toEqual(['Twice removed'])
  await core.api.history.revert({ step: trash[0]!.step })
  expect(await core.api.history.trash(undefined)).toEqual([])
  expect(await core.api.strategy.listPriorities(undefined)).toMatchObject([{ id }])
})

test('after emptying the trash no step knows anything of what was in it, and other rows can still come back', async () => {
  await core.api.program.startFrom({ template: 'leadership' })
  const [purged, other] = await core.api.strategy.listPriorities(undefined)
  await core.api.strategy.changePriority({
    id: purged!.id,
    change: { sponsor: 'Name of a person' },
  })
  await core.api.strategy.changePriority({ id: purged!.id, change: { sponsor: '' } })
  await core.api.strategy.removePriority({ id: purged!.id })
  const [item] = await core.api.history.trash(undefined)
  expect(await core.api.history.purgeTrash({ steps: [item!.step, item!.step] })).toEqual({
    purged: 1,
  })
  const { db } = session().vault
  const left = ['undo_step', 'undo_change', 'undo_cell'].map((table) =>
    JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()),
  )
  for (const secret of [purged!.id, purged!.name, 'Name of a person']) {
    expect(left.join()).not.toContain(secret)
  }
  expect(left.join()).toContain(other!.id)
})

test('ten thousand removed rows are listed and purged in less than a second each', async () => {
  const act = {
    operation: 'strategy.addPriority',
    kind: 'command',
    final: false,
    edit: null,
  } as const
  session().write(act, (tx) => {
    for (let row = 0; row < 10_000; row += 1) {
      tx.db.run(sql`INSERT INTO priority VALUES (${tx.newId()}, ${`Aim ${row}`}, '', 5)`)
    }
  })
  session().write(act, (tx) => tx.db.run(sql`DELETE FROM priority`))
  const began = performance.now()
  const trash = await core.api.history.trash(undefined)
  const listed = performance.now()
  expect(trash).toHaveLength(10_000)
  await core.api.history.purgeTrash({ steps: [trash[0]!.step] })
  expect(listed - began).toBeLessThan(1_000)
  expect(performance.now() - listed).toBeLessThan(2_000)
})

test('the newest 500 steps stay however often they were undone and done again', async () => {
  for (const name of ['One', 'Two', 'Three']) await addPriority(name)
  session().vault.db.exec(`UPDATE sqlite_sequence SET seq = seq + 600 WHERE name = 'undo_step'`)
  await addPriority('Four')
  core.advance(60 * 24 * 40)
  await core.relock()
  expect((await core.api.history.list({ most: 10 })).total).toBe(4)
})
