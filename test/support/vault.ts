// Real workspaces in a real folder, with cheap key derivation and a clock that tests move.
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { workspace0001 } from '../../electron/core/db/migrations/0001-workspace.ts'
import { describeFolder } from '../../electron/core/vault/folder.ts'
import { createVault, type OpenVault, type VaultTools } from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { vaultMigrations } from './vault-schema.ts'

export const PASSPHRASE = Buffer.from('orbit tapestry lemon quiet harbour')
export const OTHER_PASSPHRASE = Buffer.from('velvet thunder copper wagon spring')

export interface TestTools extends VaultTools {
  advance(seconds: number): void
}

export function testTools(change: Partial<VaultTools> = {}): TestTools {
  let at = Date.parse('2027-01-11T14:00:00.000Z')
  return {
    now: () => new Date(at).toISOString(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    migrations: vaultMigrations,
    kdf: { memoryKiB: 1024, passes: 1, lanes: 1 },
    advance: (seconds) => (at += seconds * 1000),
    ...change,
  }
}

export const onlyWorkspace = [workspace0001]

export function makeParent(): string {
  const parent = mkdtempSync(join(tmpdir(), 'throughline-vault-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return parent
}

export async function createWorkspace(tools: VaultTools = testTools()): Promise<OpenVault> {
  const plan = { parent: makeParent(), name: 'Acme', owner: 'Ada Lind', passphrase: PASSPHRASE }
  const vault = await createVault(tools, plan)
  onTestFinished(() => vault.close())
  return vault
}

/** A closed workspace, and the recovery text that belongs to it. */
export async function createClosedWorkspace(tools: VaultTools = testTools()) {
  const vault = await createWorkspace(tools)
  const groups = vault.recoveryGroups() ?? []
  vault.close()
  return { folder: vault.folder, wid: vault.wid, groups, place: describeFolder(vault.folder) }
}

export function copyWorkspace(folder: string): string {
  const copy = join(makeParent(), 'Acme.throughline')
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true })
  return copy
}

export function hashOf(path: string): string | null {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null
}

/** The error's code and details, as the boundary would pass them on. */
export async function refusalOf(act: () => unknown): Promise<unknown> {
  try {
    await act()
  } catch (error) {
    if (error instanceof AppError) return error.toData()
    throw error
  }
  return 'not refused'
}
