// What needs the root key again asks for the person's own passphrase, and guessing it is slow however
// it is gone about.
import { expect, test } from 'vitest'
import { withRoot } from '../../../electron/core/vault/own-passphrase.ts'
import {
  createWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

test('of many guesses at once only as many are tried as would be one after the other', async () => {
  const tools = testTools()
  const vault = await createWorkspace(tools)
  const guess = () => refusalOf(() => withRoot(vault, OTHER_PASSPHRASE, async () => undefined))
  const refusals = await Promise.all(Array.from({ length: 14 }, guess))
  const codes = refusals.map((refusal) => (refusal as { code: string }).code)
  expect(codes.filter((code) => code === 'own-passphrase-wrong')).toHaveLength(3)
  expect(codes.filter((code) => code === 'too-soon')).toHaveLength(11)
  tools.advance(60)
  expect(await withRoot(vault, PASSPHRASE, async ({ own }) => own.name)).toBe('Ada Lind')
})

test('the root key is zeroed after the work, and one act does not wait for the work of another', async () => {
  const vault = await createWorkspace(testTools())
  const kept: Uint8Array[] = []
  const inner = () => withRoot(vault, PASSPHRASE, async ({ root }) => void kept.push(root))
  await withRoot(vault, PASSPHRASE, async ({ root }) => {
    kept.push(root)
    await inner()
    expect(root.some((byte) => byte !== 0)).toBe(true)
  })
  expect(kept.map((root) => root.every((byte) => byte === 0))).toEqual([true, true])
})
