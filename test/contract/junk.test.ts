// Whatever a page sends, the core answers with a typed refusal and keeps its data: never `internal`,
// never silence, never a change.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashTables } from '../../electron/core/db/dump.ts'
import { readTables } from '../../electron/core/db/schema.ts'
import { contract } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import type { CoreMessage } from '../../shared/wire.ts'
import { createTestCore, TRUSTED, type TestCore } from '../support/test-core.ts'

const NIGHTLY = process.env['THROUGHLINE_NIGHTLY'] !== undefined
const TRIES = NIGHTLY ? 1_000_000 : 20_000

const operations = Object.entries(contract).flatMap(([feature, declared]) =>
  Object.entries(declared as Readonly<Record<string, Operation>>).map(([name, { input }]) => ({
    path: `${feature}.${name}`,
    input,
  })),
)

let core: TestCore
beforeAll(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterAll(() => core.end())

function dump(): string {
  const { db } = core.core.context.session.current().vault
  return hashTables(db, readTables(db))
}

const word = fc.constantFrom(
  'id',
  'key',
  'folder',
  'name',
  'passphrase',
  'groups',
  'change',
  'most',
  '__proto__',
  'to',
)
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withNullPrototype: true, withSparseArray: true }),
  fc.dictionary(word, fc.anything(), { maxKeys: 4 }),
  fc.constantFrom('', 0, -1, null, [], {}, 'x'.repeat(2_000), [[]], { id: '0'.repeat(26) }),
)

test(`${TRIES} messages with junk inside are each refused by name and change nothing`, async () => {
  const before = dump()
  const message = fc.record({ operation: fc.constantFrom(...operations), input: junk })
  await fc.assert(
    fc.asyncProperty(message, async ({ operation, input }) => {
      const text = JSON.stringify({ id: 1, operation: operation.path, input: toJson(input) })
      const sent = JSON.parse(text) as { input?: unknown }
      // What happens to be a right input is not junk.
      fc.pre(!operation.input.safeParse(sent.input).success)
      const [answer] = await core.send(text, TRUSTED)
      expect(codeOf(answer)).toBe('invalid-input')
    }),
    { numRuns: TRIES, endOnFailure: true },
  )
  expect(core.reports).toEqual([])
  expect(dump()).toBe(before)
}, 600_000)

test('random text is never answered with anything but a refusal, and never ends the core', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ maxLength: 300 }), fc.json()), async (text) => {
      const answers = await core.send(text, TRUSTED)
      const refusals = ['unknown-operation', 'invalid-input']
      expect(answers.filter((answer) => !refusals.includes(codeOf(answer)))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
  expect(core.reports).toEqual([])
})

test('a refusal does not repeat what was sent', async () => {
  const secret = 'Zofia told me something in confidence'
  for (const { path } of operations) {
    const text = JSON.stringify({
      id: 3,
      operation: path,
      input: { [secret]: secret, name: { secret } },
    })
    expect(JSON.stringify(await core.send(text, TRUSTED))).not.toContain('confidence')
  }
})

function toJson(input: unknown): unknown {
  try {
    return JSON.parse(
      JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? 1 : value)) ??
        'null',
    )
  } catch {
    return null
  }
}

function codeOf(message: CoreMessage | undefined): string {
  if (!message || !('reply' in message)) return 'no reply'
  return message.reply.ok ? 'accepted' : message.reply.error.code
}
