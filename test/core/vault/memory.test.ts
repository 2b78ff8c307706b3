// After locking, neither passphrase nor any key can be found in the memory of the process.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createClosedWorkspace, PASSPHRASE, testTools } from '../../support/vault.ts'

const child = fileURLToPath(new URL('../../support/memory-probe.ts', import.meta.url))

test.runIf(process.platform === 'linux')(
  'passphrase, root key and session keys are in memory while open and gone after closing',
  async () => {
    const { folder } = await createClosedWorkspace(testTools())
    const masked = Buffer.from(PASSPHRASE.map((byte) => byte ^ 0x5a)).toString('hex')
    const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', child, folder, masked], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const { open, closed } = JSON.parse(stdout) as Record<'open' | 'closed', Record<string, number>>
    // The search does find them while they must be there.
    expect(open).toMatchObject({ database: expect.any(Number), record: expect.any(Number) })
    expect(open['database']).toBeGreaterThan(0)
    expect(open['record']).toBeGreaterThan(0)
    expect(closed).toEqual({ passphrase: 0, root: 0, database: 0, record: 0, package: 0 })
  },
  120_000,
)
