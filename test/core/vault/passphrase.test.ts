import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  checkPassphrase,
  estimatePassphrase,
  generatePassphrase,
  readWordlist,
} from '../../../electron/core/vault/passphrase.ts'
import { refusalOf } from '../../support/vault.ts'

const check = (text: string, words: readonly string[] = []) =>
  refusalOf(() => checkPassphrase(Buffer.from(text), words))

test.each(['mentoring', 'Mentoring2027!', 'qwertyuiop123', 'Password1!', 'aaaaaaaaaaaaaaaa', ''])(
  '“%s” could be guessed and is refused',
  async (text) => {
    expect(await check(text)).toEqual({ code: 'weak-passphrase', details: {} })
  },
)

test('words, also with accents, are accepted', async () => {
  expect(await check('orbit tapestry lemon quiet')).toBe('not refused')
  expect(await check('žluťoučký kůň pěl ódy')).toBe('not refused')
})

test('the names of workspace and owner are the first things a thief tries', async () => {
  const text = Buffer.from('Zqxwikkovarp Brtunghale')
  const unknown = await estimatePassphrase(text, [])
  const known = await estimatePassphrase(text, ['Zqxwikkovarp', 'Brtunghale'])
  expect(known).toBeLessThan(unknown / 1_000)
  expect(await check('ZqxwikkovarpBrtunghale', ['Zqxwikkovarp', 'Brtunghale'])).toMatchObject({
    code: 'weak-passphrase',
  })
})

test('the caller keeps its bytes: only the worker’s copy is zeroed', async () => {
  const bytes = Buffer.from('orbit tapestry lemon quiet')
  await checkPassphrase(bytes, [])
  expect(bytes.toString()).toBe('orbit tapestry lemon quiet')
})

test('the words to choose from are many, different, short and plain', () => {
  const words = readWordlist()
  expect(new Set(words).size).toBe(words.length)
  expect(6 * Math.log2(words.length)).toBeGreaterThanOrEqual(66)
  for (const word of words) expect(word).toMatch(/^[a-z]{3,11}$/)
})

test('the offered passphrase is six of them, all equally likely, and is never refused', async () => {
  const words = new Set(readWordlist())
  const seen = new Set<string>()
  for (let round = 0; round < 3_000; round += 1) {
    const offered = generatePassphrase((length) => randomBytes(length)).split(' ')
    expect(offered).toHaveLength(6)
    for (const word of offered) seen.add(word)
  }
  expect([...seen].every((word) => words.has(word))).toBe(true)
  // 18,000 draws: the chance that a given word never comes up is about 1 in 500.
  expect(seen.size).toBeGreaterThan(words.size * 0.98)
  expect(await check(generatePassphrase((length) => randomBytes(length)))).toBe('not refused')
})
