// One process whose disk fails in one way after the other: each time a fresh workspace, the act, and
// where it was refused the same act again on a disk that works. Says in one line per try what was said.
import { chmodSync, cpSync, mkdirSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describeVaultError } from '../../electron/core/vault/describe-error.ts'
import type { VaultTools } from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { acts, writeAcknowledgement } from './vault-acts.ts'
import { vaultMigrations } from './vault-schema.ts'

export interface Series {
  readonly act: string
  readonly at: string
  readonly template: string
  /** Each try gets a folder of its number in here, and one that is kept as the refusal left it. */
  readonly into: string
  readonly passphrase: string
  readonly told: Readonly<Record<string, string>>
  readonly tries: readonly Try[]
}

export interface Try {
  readonly fault: DiskFault
  readonly point: number
}

export interface DiskFault {
  readonly name: string
  readonly errno: number
  /** From the point on, not only there. */
  readonly lasting: boolean
  /** A write there takes half of what it is given. */
  readonly short: boolean
}

export interface Attempt extends Try {
  readonly said: readonly string[]
  /** What the second try said. */
  readonly again: readonly string[]
}

const series = JSON.parse(process.argv[2] ?? '{}') as Series
const tools: VaultTools = {
  now: () => new Date().toISOString(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  migrations: vaultMigrations,
  kdf: { memoryKiB: 1024, passes: 1, lanes: 1 },
}

/** Heard by watched-disk.c. */
function order(point: number, { errno, lasting, short }: DiskFault): void {
  chmodSync(`/watched-disk/${point}/${errno}/${Number(lasting)}/${Number(short)}`, 0)
}

async function act(folder: string): Promise<readonly string[]> {
  const said = ['start']
  try {
    await acts[series.act]?.({
      tools,
      folder: join(folder, series.at),
      passphrase: () => Buffer.from(series.passphrase),
      told: series.told,
      say: (line, open) => said.push(writeAcknowledgement(line, open)),
    })
    return [...said, 'done']
  } catch (error) {
    const described = describeVaultError(error, 'Acme')
    return [...said, described instanceof AppError ? described.code : `threw ${String(error)}`]
  }
}

async function attempt(at: number, { fault, point }: Try): Promise<Attempt> {
  const folder = join(series.into, String(at))
  mkdirSync(folder)
  cpSync(series.template, folder, { recursive: true, preserveTimestamps: true })
  order(point, fault)
  const said = await act(folder)
  order(0, fault)
  if (said.at(-1) === 'done') return { fault, point, said, again: [] }
  cpSync(folder, `${folder}-refused`, { recursive: true, preserveTimestamps: true })
  return { fault, point, said, again: await act(folder) }
}

for (const [at, next] of series.tries.entries())
  writeSync(1, `${JSON.stringify(await attempt(at, next))}\n`)
process.exit(0)
