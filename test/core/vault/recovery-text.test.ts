import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  readRecoveryGroups,
  writeRecoveryGroups,
} from '../../../electron/core/vault/recovery-key.ts'
import { refusalOf } from '../../support/vault.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const workspace = fc.record({ root: bytes(32), wid: bytes(16) })
const place = fc.record({ group: fc.nat(7), sign: fc.nat(7) })

function change(
  groups: readonly string[],
  at: { group: number; sign: number },
  sign: string,
): string[] {
  return groups.map((group, index) =>
    index === at.group ? group.slice(0, at.sign) + sign + group.slice(at.sign + 1) : group,
  )
}

test('eight groups of eight signs bring the same key back', () => {
  fc.assert(
    fc.property(workspace, ({ root, wid }) => {
      const groups = writeRecoveryGroups(root, wid)
      expect(groups).toHaveLength(8)
      for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
      expect(readRecoveryGroups(groups, wid)).toEqual(root)
    }),
  )
})

test('lower case, gaps and the letters O, I and L do no harm', () => {
  fc.assert(
    fc.property(workspace, ({ root, wid }) => {
      const sloppy = writeRecoveryGroups(root, wid).map((group) =>
        ` ${group.slice(0, 4)}-${group.slice(4)} `
          .toLowerCase()
          .replaceAll('0', 'o')
          .replace('1', 'l')
          .replace('1', 'I'),
      )
      expect(readRecoveryGroups(sloppy, wid)).toEqual(root)
    }),
  )
})

test('one wrong sign is always found and its group is named', async () => {
  await fc.assert(
    fc.asyncProperty(workspace, place, fc.nat(30), async ({ root, wid }, at, step) => {
      const groups = writeRecoveryGroups(root, wid)
      const old = SIGNS.indexOf(groups[at.group]?.charAt(at.sign) ?? '')
      const slip = change(groups, at, SIGNS.charAt((old + 1 + step) % 32))
      expect(await refusalOf(() => readRecoveryGroups(slip, wid))).toEqual({
        code: 'recovery-typo',
        details: { groups: [at.group + 1] },
      })
    }),
  )
})

test('two neighbouring signs in the wrong order are always found', async () => {
  await fc.assert(
    fc.asyncProperty(workspace, fc.nat(7), fc.nat(6), async ({ root, wid }, group, sign) => {
      const groups = writeRecoveryGroups(root, wid)
      const text = groups[group] ?? ''
      fc.pre(text[sign] !== text[sign + 1])
      const swapped = change(
        change(groups, { group, sign }, text.charAt(sign + 1)),
        { group, sign: sign + 1 },
        text.charAt(sign),
      )
      expect(await refusalOf(() => readRecoveryGroups(swapped, wid))).toEqual({
        code: 'recovery-typo',
        details: { groups: [group + 1] },
      })
    }),
  )
})

test('slips in several groups are all named, and U, which is never used, is a slip', async () => {
  const groups = writeRecoveryGroups(new Uint8Array(32).fill(7), new Uint8Array(16).fill(9))
  const slips = change(change(groups, { group: 1, sign: 0 }, 'U'), { group: 6, sign: 3 }, '!')
  expect(await refusalOf(() => readRecoveryGroups(slips, new Uint8Array(16).fill(9)))).toEqual({
    code: 'recovery-typo',
    details: { groups: [2, 7] },
  })
})

test('a missing group, a lost sign and a sign too many are incomplete, with the count that is whole', async () => {
  const wid = new Uint8Array(16).fill(9)
  const groups = writeRecoveryGroups(new Uint8Array(32).fill(7), wid)
  const refusal = (typed: string[]) => refusalOf(() => readRecoveryGroups(typed, wid))
  const incomplete = (whole: number) => ({
    code: 'recovery-incomplete',
    details: { groups: whole },
  })
  expect(await refusal(groups.slice(0, 7))).toEqual(incomplete(7))
  expect(await refusal([])).toEqual(incomplete(0))
  expect(await refusal(groups.with(2, groups[2]!.slice(1)))).toEqual(incomplete(7))
  expect(await refusal(groups.with(2, `${groups[2]!}A`))).toEqual(incomplete(7))
  expect(await refusal([...groups, groups[0]!])).toEqual(incomplete(8))
})

test('the text of another workspace is told apart', async () => {
  await fc.assert(
    fc.asyncProperty(workspace, bytes(16), async ({ root, wid }, other) => {
      fc.pre(!Buffer.from(other).equals(wid))
      expect(
        await refusalOf(() => readRecoveryGroups(writeRecoveryGroups(root, wid), other)),
      ).toEqual({
        code: 'recovery-of-another-workspace',
        details: {},
      })
    }),
  )
})
