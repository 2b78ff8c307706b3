import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Migration } from '../../../electron/core/db/migration.ts'
import { readBackups } from '../../../electron/core/vault/backup-list.ts'
import { deriveSessionKeys } from '../../../electron/core/vault/keys.ts'
import { readRecoveryGroups } from '../../../electron/core/vault/recovery-key.ts'
import { openVault, type OpenVault, type VaultTools } from '../../../electron/core/vault/vault.ts'
import { decryptPages } from '../../support/vault-decryptor.ts'
import { vaultMigrations } from '../../support/vault-schema.ts'
import {
  createClosedWorkspace,
  createWorkspace,
  hashOf,
  PASSPHRASE,
  testTools,
} from '../../support/vault.ts'

const old = testTools()
const adding = (sql: string): readonly Migration[] => [
  ...vaultMigrations,
  { version: 3, slug: 'more', sql },
]
const GOOD = `
  ALTER TABLE note ADD COLUMN mood INTEGER;
  CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  INSERT INTO place VALUES (1, 'Gdańsk');
`

async function open(folder: string, tools: VaultTools): Promise<OpenVault> {
  const vault = await openVault(tools, folder, PASSPHRASE)
  onTestFinished(() => vault.close())
  return vault
}

test('an older workspace is backed up, brought up to date, and keeps its rows', async () => {
  const first = await createWorkspace(old)
  first.db.prepare(`INSERT INTO note (account, body) VALUES (1, 'kept')`).run()
  first.close()
  const vault = await open(first.folder, testTools({ migrations: adding(GOOD) }))
  expect(vault.db.pragma('user_version', { simple: true })).toBe(3)
  expect(vault.db.prepare('SELECT body, mood FROM note').all()).toEqual([
    { body: 'kept', mood: null },
  ])
  expect(vault.db.prepare('SELECT name FROM place').pluck().all()).toEqual(['Gdańsk'])
  expect(readBackups(first.folder)).toMatchObject([{ verified: true }])
  expect(existsSync(join(first.folder, 'workspace.db.next'))).toBe(false)
  expect(statSync(join(first.folder, 'workspace.db')).mode & 0o777).toBe(0o600)
  expect(Buffer.from(vault.readSalt()).toString('hex')).toBe(first.wid)
  vault.checkWriter()
})

test.each([
  ['fails half-way', `${GOOD} INSERT INTO nowhere VALUES (1);`],
  ['leaves rows that point at nothing', 'DELETE FROM account WHERE id = 1;'],
])('a migration that %s leaves the workspace byte for byte as it was', async (_, sql) => {
  const first = await createWorkspace(old)
  first.db.prepare(`INSERT INTO note (account, body) VALUES (1, 'kept')`).run()
  first.close()
  const database = join(first.folder, 'workspace.db')
  const before = hashOf(database)
  await expect(open(first.folder, testTools({ migrations: adding(sql) }))).rejects.toThrow()
  expect(hashOf(database)).toBe(before)
  const again = await open(first.folder, old)
  expect(again.db.prepare('SELECT body FROM note').pluck().all()).toEqual(['kept'])
})

const REBUILD = `
  CREATE TABLE note_new (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, body TEXT) STRICT;
  INSERT INTO note_new SELECT id, account, 'redacted' FROM note;
  DROP TABLE note;
  ALTER TABLE note_new RENAME TO note;
`

test('what a migration throws away is overwritten, not only forgotten', async () => {
  const first = await createWorkspace(old)
  const add = first.db.prepare('INSERT INTO note (account, body) VALUES (1, ?)')
  for (let at = 0; at < 500; at += 1) add.run(`secret number ${at} `.repeat(5))
  const wid = Buffer.from(first.wid, 'hex')
  const { database: key } = deriveSessionKeys(
    readRecoveryGroups(first.recoveryGroups() ?? [], wid),
    wid,
  )
  first.close()
  const path = join(first.folder, 'workspace.db')
  expect(decryptPages(readFileSync(path), key).includes('secret number')).toBe(true)
  const vault = await open(first.folder, testTools({ migrations: adding(REBUILD) }))
  vault.close()
  expect(decryptPages(readFileSync(path), key).includes('secret number')).toBe(false)
})

test('a copy left by a migration that was stopped is thrown away', async () => {
  const { folder, place } = await createClosedWorkspace(old)
  writeFileSync(place.next, readFileSync(place.database).subarray(0, 5_000))
  writeFileSync(`${place.next}-journal`, 'half')
  const vault = await open(folder, testTools({ migrations: adding(GOOD) }))
  expect(vault.db.pragma('user_version', { simple: true })).toBe(3)
  expect([existsSync(place.next), existsSync(`${place.next}-journal`)]).toEqual([false, false])
})
