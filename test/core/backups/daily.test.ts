// The backup a day that nobody asks for.
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUpIfDue } from '../../../electron/core/backups/daily.ts'
import { createTestCore, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const folder = () => join(core.folder, 'Test program.throughline', 'backups')
const look = () => backUpIfDue(core.core.context, core.core.context.session.current())
const change = (purpose: string) => core.api.program.change({ purpose })

test('it is made once a day, and only when something was done since', async () => {
  expect(await look()).toBe(true)
  await change('Pass on what we know')
  expect(await look()).toBe(false)
  core.advance(21 * 60)
  expect(await look()).toBe(true)
  core.advance(21 * 60)
  await core.relock()
  expect(await look()).toBe(false)
  await change('Pass it on sooner')
  expect(await look()).toBe(true)
  expect(readdirSync(folder())).toHaveLength(3)
  const [line] = await core.api.record.list({ most: 1 })
  expect(line?.operation).toBe('backups.make')
})

test('it is not made where the person turned it off', async () => {
  await core.api.settings.change({ backupDaily: false })
  expect(await look()).toBe(false)
})

test('one that fails is said, and the workspace goes on', async () => {
  rmSync(folder(), { recursive: true })
  writeFileSync(folder(), 'a file where the folder should be')
  chmodSync(folder(), 0o600)
  expect(await look()).toBe(false)
  expect(core.events).toContainEqual({
    kind: 'trouble',
    error: expect.objectContaining({ code: expect.any(String) }),
  })
  await change('Goes on')
})
