// What a process of its own does with a workspace while its disk is watched, broken or cut off. The
// same bytes each time, so that what is left can be compared with what another run made.
import { openSync, readFileSync, writeSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { makeBackupHere } from '../../electron/core/vault/backup.ts'
import { describeFolder } from '../../electron/core/vault/folder.ts'
import {
  createVault,
  openVault,
  recoverVault,
  type OpenVault,
  type VaultTools,
} from '../../electron/core/vault/vault.ts'
import { keyActs } from './key-acts.ts'
import { describeContent } from './vault-content.ts'
import { migratedOnce } from './vault-schema.ts'

export interface Asked {
  readonly tools: VaultTools
  readonly folder: string
  /** Made anew each time: whoever is given it zeroes it. */
  passphrase(): Uint8Array
  /** What the table of modes tells this act beside the passphrase. */
  readonly told: Readonly<Record<string, string>>
  /** Acknowledges: what the open workspace holds now must be there from here on. */
  say(line: string, open: OpenVault): void
}

/** As one line for a pipe: what was acknowledged, the content, the number of backups. */
export function writeAcknowledgement(line: string, { db, folder }: OpenVault): string {
  return [line, describeContent(db), readBackups(folder).length].join(' | ')
}

/** Null: a line that acknowledges nothing. */
export function readAcknowledgement(text: string): { content: string; backups: number } | null {
  const [, content, backups] = text.split(' | ')
  return content === undefined ? null : { content, backups: Number(backups) }
}

const COMMITS = 6
const BLOB_BYTES = 3_000

/** One mixed change: a transfer, new and changed and removed notes, and the number of the change. */
export function change(db: Database.Database, seq: number): void {
  const from = 1 + (seq % 4)
  const to = 1 + ((seq + 1 + (seq % 3)) % 4)
  const blob = Buffer.alloc(BLOB_BYTES, `blob ${seq} `)
  db.prepare('UPDATE account SET balance = balance - 7 WHERE id = ?').run(from)
  db.prepare('INSERT INTO note (account, body, blob) VALUES (?, ?, ?)').run(
    from,
    `note ${seq}`,
    blob,
  )
  db.prepare('UPDATE account SET balance = balance + 7 WHERE id = ?').run(to)
  db.prepare('UPDATE note SET body = body || ? WHERE id % 5 = ?').run('.', seq % 5)
  db.prepare('DELETE FROM note WHERE id < ?').run(seq - 40)
  db.prepare('UPDATE progress SET seq = ? WHERE id = 1').run(seq)
}

/** More than a small page cache holds. */
function fill(db: Database.Database): void {
  const insert = db.prepare('INSERT INTO note (account, body, blob) VALUES (1, ?, ?)')
  for (let more = 0; more < 40; more += 1)
    insert.run('x', Buffer.alloc(BLOB_BYTES, `more ${more} `))
}

async function create({ tools, folder, passphrase, say }: Asked): Promise<void> {
  const plan = { parent: folder, name: 'Acme', owner: 'Ada', passphrase: passphrase() }
  const vault = await createVault(tools, plan)
  say(`groups ${(vault.recoveryGroups() ?? []).join(' ')}`, vault)
  vault.close()
}

/** Several small commits, and one that does not fit into the page cache and is written out early. */
async function write(
  asked: Asked,
  { pragma = 'cache_size = 10', early = false } = {},
): Promise<void> {
  const vault = await openVault(asked.tools, asked.folder, asked.passphrase())
  try {
    const { db } = vault
    db.pragma(pragma)
    const commit = db.transaction((seq: number) => {
      change(db, seq)
      if (seq === COMMITS) fill(db)
      if (early) asked.say(`committed ${seq}`, vault)
      vault.checkWriter()
    })
    const done = db.prepare('SELECT seq FROM progress').pluck().get() as number
    for (let seq = done + 1; seq <= COMMITS; seq += 1) {
      commit.immediate(seq)
      if (!early) asked.say(`committed ${seq}`, vault)
    }
  } finally {
    vault.close()
  }
}

async function backUp({ tools, folder, passphrase, say }: Asked): Promise<void> {
  const vault = await openVault(tools, folder, passphrase())
  try {
    await makeBackupHere(vault)
    say('backed-up', vault)
  } finally {
    vault.close()
  }
}

async function migrate({ tools, folder, passphrase, say }: Asked): Promise<void> {
  const vault = await openVault({ ...tools, migrations: migratedOnce }, folder, passphrase())
  say('migrated', vault)
  vault.close()
}

async function reopen({ tools, folder, passphrase, say }: Asked): Promise<void> {
  const vault = await openVault(tools, folder, passphrase())
  say('opened', vault)
  vault.close()
}

/** As no key file may ever be written: both gone for a moment. */
function writeKeysInPlace({ folder }: Asked): Promise<void> {
  const { keys, keysCopy } = describeFolder(folder)
  const text = readFileSync(keys)
  const open = [keys, keysCopy].map((path) => openSync(path, 'w'))
  for (const descriptor of open) writeSync(descriptor, text)
  return Promise.resolve()
}

async function recover({ tools, folder, told, say }: Asked): Promise<void> {
  const groups = (told['groups'] ?? '').split(' ')
  const passphrase = Buffer.from(told['newPassphrase'] ?? '')
  const vault = await recoverVault(tools, folder, { groups, passphrase })
  say('recovered', vault)
  vault.close()
}

export const acts: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  create,
  write,
  'back-up': backUp,
  migrate,
  recover,
  reopen,
  ...keyActs,
  // Planted: what the tests must catch.
  'write-unsynced': (asked) => write(asked, { pragma: 'synchronous = OFF' }),
  'write-early': (asked) => write(asked, { early: true }),
  'keys-in-place': writeKeysInPlace,
}
