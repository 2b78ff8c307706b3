// Holds for every operation there is, whoever adds it: nothing here names one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../shared/contract.ts'
import { FINAL_ACTS } from '../../shared/kit/finals.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import { features } from '../../electron/core/features.ts'
import { createTestCore, TRUSTED, type TestCore } from '../support/test-core.ts'

const operations = Object.entries(contract).flatMap(([feature, declared]) =>
  Object.entries(declared as Readonly<Record<string, Operation>>).map(
    ([name, operation]) => [`${feature}.${name}`, operation] as const,
  ),
)

let test1: TestCore
beforeAll(async () => {
  test1 = createTestCore()
})
afterAll(() => test1.end())

describe.each(operations)('%s', (path, operation) => {
  const [feature = '', name = ''] = path.split('.')

  test('has a handler', () => {
    const { handlers } = features[feature as keyof typeof features]
    expect(typeof (handlers as Record<string, unknown>)[name]).toBe('function')
  })

  test('says what it did, if it leaves a trace', () => {
    const leavesTrace = !['door', 'query'].includes(operation.kind)
    expect(operation.says.length > 0).toBe(leavesTrace)
  })

  test('is on the closed list, if it is final', () => {
    const listed: readonly string[] = FINAL_ACTS
    const always = operation.kind === 'release' || operation.kind === 'final'
    if (always) expect(operation.final).toBe(true)
    if (operation.final && operation.kind !== 'release') expect(listed).toContain(name)
  })

  test('is refused while the workspace is locked, unless it says otherwise', async () => {
    if (operation.lockedToo) {
      // Doors, and the long work that opens a workspace.
      const opening = ['backups.restore', 'backups.salvage']
      expect(operation.kind === 'door' || opening.includes(path)).toBe(true)
      return
    }
    await expect(test1.call(path)).rejects.toMatchObject({ code: 'locked' })
  })

  test('is refused for a sender that is not our window', async () => {
    const text = JSON.stringify({ id: 7, operation: path })
    const strangers = [
      null,
      { ...TRUSTED, origin: 'https://app.invalid.example' },
      { ...TRUSTED, topFrame: false },
      { ...TRUSTED, knownWindow: false },
    ]
    for (const sender of strangers) {
      expect(await test1.send(text, sender)).toEqual([
        { id: 7, reply: { ok: false, error: { code: 'untrusted-sender', details: {} } } },
      ])
    }
  })
})

test('names that are not operations are refused, inherited ones too', async () => {
  for (const path of [
    '',
    'x',
    'workspace',
    'workspace.',
    'workspace.nothing',
    '__proto__.toString',
  ]) {
    await expect(test1.call(path)).rejects.toMatchObject({ code: 'unknown-operation' })
  }
  for (const path of ['workspace.toString', 'workspace.constructor', 'workspace.state.extra']) {
    await expect(test1.call(path)).rejects.toMatchObject({ code: 'unknown-operation' })
  }
})

test('a message over 1 MB is refused, and one without a readable number gets no answer', async () => {
  const big = JSON.stringify({ id: 9, operation: 'workspace.state', input: 'x'.repeat(1_000_001) })
  expect(await test1.send(big, TRUSTED)).toEqual([
    { id: 9, reply: { ok: false, error: { code: 'too-large', details: { limit: 1_000_000 } } } },
  ])
  for (const text of ['', 'null', '[]', '{"id":"1"}', '{"id":-1}', '{', '{"cancel":"all"}']) {
    expect(await test1.send(text, TRUSTED)).toEqual([])
  }
})

test('whoever can be told is told, whatever else is wrong with the message', async () => {
  const operation = 'workspace.state'
  for (const wrong of [
    {},
    { operation: 7 },
    { operation, x: 1 },
    { operation, edit: 'e'.repeat(65) },
  ]) {
    expect(await test1.send(JSON.stringify({ id: 1, ...wrong }), TRUSTED)).toEqual([
      { id: 1, reply: { ok: false, error: { code: 'invalid-input', details: { field: '' } } } },
    ])
  }
})
