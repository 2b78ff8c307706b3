// A process of its own that opens a workspace and does what its first argument says. It is made to be
// killed: every acknowledgement is on the pipe before the next step begins.
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { makeBackupHere } from '../../electron/core/vault/backup.ts'
import { describeVaultError } from '../../electron/core/vault/describe-error.ts'
import {
  createVault,
  openVault,
  recoverVault,
  type VaultTools,
} from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { vaultMigrations } from './vault-schema.ts'

const [mode = '', folder = '', passphrase = ''] = process.argv.slice(2)
const tools: VaultTools = {
  now: () => new Date().toISOString(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  migrations: vaultMigrations,
  kdf: { memoryKiB: 1024, passes: 1, lanes: 1 },
}
const say = (line: string) => writeSync(1, `${line}\n`)
const secret = () => Buffer.from(passphrase)

/** One mixed change: a transfer, new and changed and removed notes, and the number of the change. */
function change(db: Database.Database, seq: number): void {
  const from = 1 + (seq % 4)
  const to = 1 + ((seq + 1 + (seq % 3)) % 4)
  db.prepare('UPDATE account SET balance = balance - 7 WHERE id = ?').run(from)
  db.prepare('INSERT INTO note (account, body, blob) VALUES (?, ?, ?)').run(
    from,
    `note ${seq}`,
    randomBytes(3000),
  )
  db.prepare('UPDATE account SET balance = balance + 7 WHERE id = ?').run(to)
  db.prepare('UPDATE note SET body = body || ? WHERE id % 5 = ?').run('.', seq % 5)
  db.prepare('DELETE FROM note WHERE id < ?').run(seq - 40)
  db.prepare('UPDATE progress SET seq = ? WHERE id = 1').run(seq)
}

async function write(acknowledgeFirst: boolean): Promise<void> {
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

async function create(): Promise<void> {
  say('start')
  const vault = await createVault(tools, {
    parent: folder,
    name: 'Acme',
    owner: 'Ada',
    passphrase: secret(),
  })
  say((vault.recoveryGroups() ?? []).join(' '))
  vault.close()
}

async function writeOnce(): Promise<void> {
  const vault = await openVault(tools, folder, secret())
  try {
    const seq = 1 + (vault.db.prepare('SELECT seq FROM progress').pluck().get() as number)
    const commit = vault.db.transaction(() => {
      vault.db.pragma('cache_size = 10')
      change(vault.db, seq)
      for (let more = 0; more < 40; more += 1) {
        vault.db
          .prepare('INSERT INTO note (account, body, blob) VALUES (1, ?, ?)')
          .run('x', randomBytes(3000))
      }
      vault.checkWriter()
    })
    commit.immediate()
    say(`committed ${seq}`)
  } finally {
    vault.close()
  }
}

async function backUp(): Promise<void> {
  const vault = await openVault(tools, folder, secret())
  try {
    await makeBackupHere(vault)
    say('backed-up')
  } finally {
    vault.close()
  }
}

async function migrate(): Promise<void> {
  const more = { version: 3, slug: 'more', sql: 'ALTER TABLE note ADD COLUMN mood INTEGER' }
  const vault = await openVault(
    { ...tools, migrations: [...vaultMigrations, more] },
    folder,
    secret(),
  )
  vault.close()
}

async function recover(): Promise<void> {
  const groups = (process.env['GROUPS_TYPED'] ?? '').split(' ')
  const passphrase = Buffer.from(process.env['NEW_PASSPHRASE'] ?? '')
  const vault = await recoverVault(tools, folder, { groups, passphrase })
  vault.close()
}

const modes: Readonly<Record<string, () => Promise<void>>> = {
  write: () => write(false),
  'acknowledge-first': () => write(true),
  hold,
  create,
  'write-once': writeOnce,
  'back-up': backUp,
  migrate,
  recover,
}

try {
  await modes[mode]?.()
  say('done')
} catch (error) {
  const described = describeVaultError(error, 'Acme')
  if (!(described instanceof AppError)) throw error
  say(`refused ${JSON.stringify(described.toData())}`)
}
