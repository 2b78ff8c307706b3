// The settings file is the least important file there is: whatever is wrong with it, a workspace opens.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestCore } from '../../support/test-core.ts'

const refuse = () => Promise.reject(new Error('EACCES'))

test('a settings file that can be neither read nor written keeps no workspace shut', async () => {
  const core = createTestCore({ ports: { readPreferences: refuse, writePreferences: refuse } })
  onTestFinished(() => core.end())
  await core.createWorkspace()
  await core.relock()
  expect(await core.api.workspace.state(undefined)).toMatchObject({ kind: 'open' })
  await expect(core.api.settings.change({ textScale: 1.5 })).rejects.toMatchObject({
    code: 'internal',
  })
})

test('one remembered folder that cannot be looked into hides no other', async () => {
  const core = createTestCore()
  onTestFinished(() => core.end())
  await core.createWorkspace()
  const path = join(core.folder, 'circle')
  symlinkSync(path, path)
  const entry = { key: 'a'.repeat(32), path, openedAt: core.clock.at }
  await core.core.context.preferences.change((before) => ({
    ...before,
    recent: [entry, ...before.recent],
  }))
  const recent = await core.api.workspace.recent(undefined)
  expect(recent.map(({ name, missing }) => [name, missing])).toEqual([
    ['circle', true],
    ['Test program', false],
  ])
})
