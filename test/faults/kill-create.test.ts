// kill -9 at any moment of making a workspace: afterwards there is none, or a whole one.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openVault } from '../../electron/core/vault/vault.ts'
import { startVaultProcess } from '../support/vault-process.ts'
import { makeParent, PASSPHRASE, testTools } from '../support/vault.ts'

const CYCLES = 16
const tools = testTools()

async function measureCreate(): Promise<number> {
  const child = startVaultProcess('create', makeParent())
  await child.hears('start')
  const began = performance.now()
  await child.ends()
  return performance.now() - began
}

test('a set-up killed at any moment leaves no workspace or a whole one, and can be repeated', async () => {
  const whole = await measureCreate()
  const counts = { none: 0, whole: 0 }
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const parent = makeParent()
    const child = startVaultProcess('create', parent)
    await child.hears('start')
    await new Promise((resolve) => setTimeout(resolve, (cycle / CYCLES) * whole * 1.2))
    await child.kill()
    const folder = join(parent, 'Acme.throughline')
    if (existsSync(folder)) {
      const opened = await openVault(tools, folder, PASSPHRASE)
      expect(opened.recoveryGroups()).toHaveLength(8)
      opened.close()
      counts.whole += 1
    } else {
      expect(readdirSync(parent).filter((name) => !name.startsWith('.'))).toEqual([])
      const again = startVaultProcess('create', parent)
      await again.ends()
      expect(existsSync(folder)).toBe(true)
      counts.none += 1
    }
  }
  // The moments did cover both sides.
  expect(counts.none).toBeGreaterThan(1)
  expect(counts.whole).toBeGreaterThan(0)
})
