// Which number a backup gets, and what files that only claim one have to say in it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeBackupHere } from '../../../electron/core/vault/backup.ts'
import { readBackups } from '../../../electron/core/vault/backup-list.ts'
import { readPackage, writeFront } from '../../../electron/core/vault/backup-package.ts'
import type { OpenVault } from '../../../electron/core/vault/vault.ts'
import { createWorkspace, testTools } from '../../support/vault.ts'

const tools = testTools()

/** Its front only says so; nobody holds a key that it was sealed with. */
function forge(vault: OpenVault, file: string, change: { wid?: string; generation: number }): void {
  const path = join(join(vault.folder, 'backups'), file)
  const found = readPackage(path)!
  const front = writeFront({ ...found.header, ...change }, tools.randomBytes(32))
  const body = readFileSync(path).subarray(found.bodyAt)
  writeFileSync(
    join(join(vault.folder, 'backups'), `forged ${change.generation}.tlbackup`),
    Buffer.concat([front, body]),
  )
}

test('a forged or foreign number does not decide which number comes next', async () => {
  const vault = await createWorkspace(tools)
  const { file } = await makeBackupHere(vault)
  forge(vault, file, { generation: Number.MAX_SAFE_INTEGER })
  forge(vault, file, { generation: 500, wid: 'ab'.repeat(16) })
  tools.advance(60)
  const next = await makeBackupHere(vault)
  expect(next.file).toContain('(2)')
  expect(readBackups(vault.folder)[0]).toMatchObject({ file: next.file, verified: true })
})
