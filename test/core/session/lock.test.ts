import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const lockedBecause = () =>
  core.events.flatMap((event) => (event.kind === 'locked' ? [event.reason] : []))

test('after ten minutes without activity it locks and says why and when', async () => {
  core.advance(9)
  await core.api.workspace.touch(undefined)
  core.advance(9)
  await new Promise((resolve) => setTimeout(resolve, 1_300))
  expect(await core.api.workspace.state(undefined)).toMatchObject({ kind: 'open' })
  core.advance(1)
  await vi.waitFor(() => expect(lockedBecause()).toEqual(['idle']), 3_000)
  expect(await core.api.workspace.state(undefined)).toMatchObject({
    kind: 'locked',
    name: 'Test program',
    reason: 'idle',
    at: core.clock.at,
  })
  await expect(core.api.program.get(undefined)).rejects.toMatchObject({ code: 'locked' })
})

test('it stays open while the person asked for it, and the page is told until when', async () => {
  const { locksAt } = await core.api.workspace.keepUnlocked({ minutes: 30 })
  expect(locksAt).toBe('2027-01-11T14:35:00.000Z')
  core.advance(29)
  await new Promise((resolve) => setTimeout(resolve, 1_300))
  expect(lockedBecause()).toEqual([])
})

test.each([
  ['suspend', 'lockOnSuspend'],
  ['screen-locked', 'lockOnScreenLock'],
  ['user-switched', 'lockOnUserSwitch'],
] as const)('%s locks, unless that was turned off', async (event, setting) => {
  await core.api.settings.change({ [setting]: false })
  await core.core.receive({ type: 'power', event })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(lockedBecause()).toEqual([])
  await core.api.settings.change({ [setting]: true })
  await core.core.receive({ type: 'power', event })
  await vi.waitFor(() => expect(lockedBecause()).toEqual([event]))
})

test('what was typed just before the lock is still saved', async () => {
  const locking = core.api.workspace.lock(undefined)
  await vi.waitFor(() => expect(core.events.at(-1)).toEqual({ kind: 'locking' }))
  await core.api.program.change({ purpose: 'Saved in the last moment' })
  await locking
  await core.relock()
  expect(await core.api.program.get(undefined)).toMatchObject({
    purpose: 'Saved in the last moment',
  })
})

test('locking takes less than half a second', async () => {
  const before = performance.now()
  await core.api.workspace.lock(undefined)
  expect(performance.now() - before).toBeLessThan(500)
})

test('a wrong passphrase is refused with a waiting time, and a locked workspace stays as it was', async () => {
  await core.api.workspace.lock(undefined)
  const [recent] = await core.api.workspace.recent(undefined)
  const file = join(core.folder, 'Test program.throughline', 'workspace.db')
  const before = readFileSync(file)
  const key = recent!.key
  const wrong = core.api.workspace.unlock({
    key,
    passphrase: await core.seal('not the passphrase at all'),
  })
  await expect(wrong).rejects.toMatchObject({ code: 'wrong-passphrase' })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a sealed passphrase opens once: a copy of the message is worth nothing', async () => {
  await core.api.workspace.lock(undefined)
  const [recent] = await core.api.workspace.recent(undefined)
  const passphrase = await core.seal(PASSPHRASE)
  await core.api.workspace.unlock({ key: recent!.key, passphrase })
  await core.api.workspace.lock(undefined)
  await expect(core.api.workspace.unlock({ key: recent!.key, passphrase })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { field: 'passphrase' },
  })
})

test('no file is left beside the workspace that was not declared', () => {
  const files = readdirSync(join(core.folder, 'Test program.throughline')).sort()
  expect(files).toEqual([
    'backups',
    'keys',
    'keys.json',
    'keys.json.bak',
    'record.tail',
    'workspace.db',
    'workspace.db-journal',
    'workspace.lock',
  ])
})

test('a lid closed while the passphrase is being checked locks what that opens', async () => {
  await core.api.workspace.lock(undefined)
  const [recent] = await core.api.workspace.recent(undefined)
  const passphrase = await core.seal(PASSPHRASE)
  const unlocking = core.api.workspace.unlock({ key: recent!.key, passphrase })
  await new Promise((resolve) => setTimeout(resolve, 20))
  await core.core.receive({ type: 'power', event: 'suspend' })
  await unlocking
  await vi.waitFor(() => expect(lockedBecause()).toEqual(['asked', 'suspend']))
  expect(await core.api.workspace.state(undefined)).toMatchObject({ kind: 'locked' })
})

test('a clock that was set back does not hold the idle lock off for longer than asked', async () => {
  await core.api.workspace.keepUnlocked({ minutes: 60 })
  core.advance(-60 * 24 * 30)
  await new Promise((resolve) => setTimeout(resolve, 1_300))
  core.advance(10)
  await vi.waitFor(() => expect(lockedBecause()).toEqual(['idle']), 3_000)
})

test('a locked workspace that was taken off the list is no longer offered for unlocking', async () => {
  await core.api.workspace.lock(undefined)
  const [recent] = await core.api.workspace.recent(undefined)
  await core.api.workspace.forget({ key: recent!.key })
  expect(await core.api.workspace.state(undefined)).toEqual({ kind: 'closed' })
})
