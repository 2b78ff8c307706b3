// What was typed and not saved is in the encrypted file, for the person who typed it, and nowhere else.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftPlace } from '../../shared/drafts/model.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../support/test-core.ts'

const TOMAS = 'copper violins under eleven snowy bridges'
const place = draftPlace.parse('program/new-priority')

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const kept = async () => (await core.api.drafts.list(undefined)).map(({ text }) => text)

test('a draft outlives the lock, makes no step and no line, and is gone when dropped', async () => {
  const { seq } = await core.api.record.head(undefined)
  await core.api.drafts.keep({ place, text: 'Canary half a thought' })
  await core.api.drafts.keep({ place, text: 'Canary a whole thought' })
  expect((await core.api.record.head(undefined)).seq).toBe(seq)
  expect((await core.api.history.list({ most: 5 })).steps).toEqual([])
  await core.relock()
  expect(await kept()).toEqual(['Canary a whole thought'])
  const file = readFileSync(join(core.folder, 'Test program.throughline', 'record.tail'))
  expect(file.includes('Canary')).toBe(false)
  await core.api.drafts.drop({ place })
  expect(await kept()).toEqual([])
})

test('a person sees their own drafts only', async () => {
  await core.api.drafts.keep({ place, text: 'what only the owner types' })
  const sealed = { passphrase: await core.seal(TOMAS), own: await core.seal(PASSPHRASE) }
  await core.api.access.add({ name: 'Tomas Reyes', role: 'coordinator', ...sealed })
  await core.api.workspace.lock(undefined)
  const key = (await core.api.workspace.recent(undefined))[0]!.key
  await core.api.workspace.unlock({ key, passphrase: await core.seal(TOMAS) })
  expect(await kept()).toEqual([])
})

test('drafts nobody came back to go after thirty days', async () => {
  await core.api.drafts.keep({ place, text: 'long ago' })
  core.advance(31 * 24 * 60)
  await core.api.drafts.keep({ place: draftPlace.parse('today'), text: 'now' })
  expect(await kept()).toEqual(['now'])
})
