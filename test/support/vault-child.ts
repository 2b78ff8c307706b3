// A process of its own that opens a workspace and does what its first argument says. It is made to be
// killed: every acknowledgement is on the pipe before the next step begins.
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { describeVaultError } from '../../electron/core/vault/describe-error.ts'
import { openVault, type VaultTools } from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { acts, change, writeAcknowledgement } from './vault-acts.ts'
import { vaultMigrations } from './vault-schema.ts'

const [mode = '', folder = '', passphrase = '', told = '{}'] = process.argv.slice(2)
const tools: VaultTools = {
  now: () => new Date().toISOString(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  migrations: vaultMigrations,
  kdf: { memoryKiB: 1024, passes: 1, lanes: 1 },
}
const say = (line: string) => void writeSync(1, `${line}\n`)
const secret = () => Buffer.from(passphrase)

async function writeOnAndOn(acknowledgeFirst: boolean): Promise<void> {
  const vault = await openVault(tools, folder, secret())
  const before = vault.db.prepare('SELECT seq FROM progress').pluck().get() as number
  say('open')
  const commit = vault.db.transaction((seq: number) => {
    change(vault.db, seq)
    if (acknowledgeFirst) say(String(seq))
    vault.checkWriter()
  })
  for (let seq = before + 1; ; seq += 1) {
    commit.immediate(seq)
    if (!acknowledgeFirst) say(String(seq))
  }
}

async function hold(): Promise<void> {
  const vault = await openVault(tools, folder, secret())
  say('open')
  for await (const _ of process.stdin) {
    // Stays open until the pipe closes.
  }
  vault.close()
}

const endless: Readonly<Record<string, () => Promise<void>>> = {
  'write-on': () => writeOnAndOn(false),
  'acknowledge-first': () => writeOnAndOn(true),
  hold,
}

async function act(): Promise<void> {
  say('start')
  await acts[mode]?.({
    tools,
    folder,
    passphrase: secret,
    told: JSON.parse(told) as Record<string, string>,
    say: (line, open) => say(writeAcknowledgement(line, open)),
  })
}

try {
  await (endless[mode] ?? act)()
  say('done')
} catch (error) {
  const described = describeVaultError(error, 'Acme')
  if (!(described instanceof AppError)) throw error
  say(`refused ${JSON.stringify(described.toData())}`)
}
