import { expect, test } from 'vitest'
import { nameOnDisk } from '../../../shared/kit/name-on-disk.ts'
import { text } from '../../../shared/kit/schema.ts'

const name = nameOnDisk(120)

test.each([
  'CON',
  'nul',
  'aux.txt',
  'Com1',
  'lpt9 .pdf',
  'a/b',
  '.hidden',
  'end.',
  '漢'.repeat(75),
  'a\ud800',
])('the name “%s” is refused: some disk or system could not hold it', (given) => {
  expect(name.safeParse(given).success).toBe(false)
})

test.each(['Console', 'Null hypothesis', 'company', '漢'.repeat(74), 'Größe & Ziel', '💡'])(
  'the name “%s” is fine',
  (given) => {
    expect(name.parse(given)).toBe(given)
  },
)

test('two spellings of one letter are one name', () => {
  expect(name.parse('Ame\u0301lie')).toBe('Am\u00e9lie')
})

test('text with half a sign or a zero in it is refused, since it would not come back as it was', () => {
  expect(text(9).safeParse('a\ud83d').success).toBe(false)
  expect(text(9).safeParse('a\0b').success).toBe(false)
  expect(text(9).parse('💡')).toBe('💡')
})
