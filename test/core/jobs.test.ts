import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestCore, TRUSTED, type TestCore } from '../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const backupFiles = () => readdirSync(join(core.folder, 'Test program.throughline', 'backups'))
const operations = async () =>
  (await core.api.record.list({ most: 10 })).map((entry) => entry.operation)

test('a backup says how far it is, is verified, and stands in the record without an undo step', async () => {
  const made = await core.api.backups.make(undefined)
  expect(made).toMatchObject({ verified: true, madeAt: core.clock.at })
  expect(backupFiles()).toEqual([made.file])
  const phases = core.events.flatMap((event) => (event.kind === 'progress' ? [event.phase] : []))
  expect(new Set(phases)).toEqual(new Set(['copy', 'check', 'write']))
  expect(await operations()).toEqual(['backups.make', 'workspace.create'])
  expect((await core.api.history.list({ most: 10 })).undo).toBeNull()
})

test('a cancelled backup leaves no file, no line in the record and an open workspace', async () => {
  const text = JSON.stringify({ id: 77, operation: 'backups.make' })
  const answer = core.send(text, TRUSTED)
  await vi.waitFor(() => expect(core.events.some((event) => event.kind === 'progress')).toBe(true))
  await core.send(JSON.stringify({ cancel: 77 }), TRUSTED)
  expect(await answer).toContainEqual({
    id: 77,
    reply: { ok: false, error: { code: 'cancelled', details: {} } },
  })
  expect(backupFiles()).toEqual([])
  expect(await operations()).toEqual(['workspace.create'])
})

test('a stranger cannot cancel', async () => {
  const answer = core.send(JSON.stringify({ id: 78, operation: 'backups.make' }), TRUSTED)
  await core.send(JSON.stringify({ cancel: 78 }), {
    ...TRUSTED,
    origin: 'https://elsewhere.invalid',
  })
  expect((await answer).at(-1)).toMatchObject({ id: 78, reply: { ok: true } })
})

test('locking while a backup runs stops it and locks', async () => {
  const backup = core.api.backups.make(undefined)
  const refused = expect(backup).rejects.toMatchObject({ code: 'cancelled' })
  await core.api.workspace.lock(undefined)
  await refused
  expect(await core.api.workspace.state(undefined)).toMatchObject({
    kind: 'locked',
    reason: 'asked',
  })
  expect(backupFiles()).toEqual([])
})

test('the idle lock waits for a backup to finish', async () => {
  const { session } = core.core.context
  const letGo = session.hold(() => {})
  core.advance(60)
  await new Promise((resolve) => setTimeout(resolve, 1_300))
  expect(await core.api.workspace.state(undefined)).toMatchObject({ kind: 'open' })
  letGo()
  await vi.waitFor(async () => {
    expect(await core.api.workspace.state(undefined)).toMatchObject({
      kind: 'locked',
      reason: 'idle',
    })
  }, 3_000)
})

test('a check finds the workspace encrypted, its record intact and its backups good', async () => {
  await core.api.backups.make(undefined)
  expect(await core.api.workspace.check(undefined)).toMatchObject({
    encrypted: true,
    recordIntact: true,
    backups: 1,
    newestBackupAt: core.clock.at,
    problems: [],
  })
})
