import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makeBackupHere } from '../../../electron/core/vault/backup.ts'
import { readPackage } from '../../../electron/core/vault/backup-package.ts'
import { deriveSessionKeys } from '../../../electron/core/vault/keys.ts'
import { readRecoveryGroups } from '../../../electron/core/vault/recovery-key.ts'
import { createVault, openVault, type OpenVault } from '../../../electron/core/vault/vault.ts'
import { CANARIES, ENCODINGS, findCanaries, listFiles } from '../../support/canaries.ts'
import { decryptPages } from '../../support/vault-decryptor.ts'
import {
  createClosedWorkspace,
  createWorkspace,
  makeParent,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()

/** Writes every canary many times, sorts and indexes them, and leaves a large change half done. */
function fill(db: Database.Database): void {
  const insert = db.prepare('INSERT INTO note (account, body, blob) VALUES (1, ?, ?)')
  const many = db.transaction(() => {
    for (let round = 0; round < 50; round += 1) {
      for (const text of CANARIES) insert.run(text, Buffer.from(text.repeat(10)))
    }
  })
  many()
  db.prepare('SELECT DISTINCT body || random() FROM note ORDER BY blob, body').all()
  db.exec('CREATE TEMP TABLE sorted AS SELECT * FROM note ORDER BY body')
}

function keysOf(vault: OpenVault) {
  const wid = Buffer.from(vault.wid, 'hex')
  return deriveSessionKeys(readRecoveryGroups(vault.recoveryGroups() ?? [], wid), wid)
}

test('an independent reader of the published format opens every page of file and backup', async () => {
  const vault = await createWorkspace(tools)
  fill(vault.db)
  vault.db.exec('DROP TABLE temp.sorted')
  const { database } = keysOf(vault)
  const backup = await makeBackupHere(vault)
  vault.close()
  const file = join(vault.folder, 'backups', backup.file)
  const body = readFileSync(file).subarray(readPackage(file)!.bodyAt)
  for (const image of [readFileSync(join(vault.folder, 'workspace.db')), body]) {
    expect(image.subarray(0, 16).toString('hex')).toBe(vault.wid)
    const plain = decryptPages(image, database)
    const copy = join(makeParent(), 'plain.db')
    writeFileSync(copy, plain)
    const db = new Database(copy, { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.prepare('SELECT count(DISTINCT body) FROM note').pluck().get()).toBe(CANARIES.length)
    db.close()
  }
})

test('nothing that was written can be read in any file, before, during or after', async () => {
  const temporary = makeParent()
  const before = process.env['SQLITE_TMPDIR']
  process.env['SQLITE_TMPDIR'] = temporary
  const vault = await createWorkspace(tools)
  fill(vault.db)
  await makeBackupHere(vault)
  vault.db.exec('BEGIN IMMEDIATE; PRAGMA cache_size = 10')
  vault.db.prepare('UPDATE note SET body = body || blob').run()
  // Another process looks at the half-done change: journal and spilled pages.
  const during = join(makeParent(), 'during')
  execFileSync('cp', ['-r', dirname(vault.folder), during])
  expect(statSync(join(during, 'Acme.throughline', 'workspace.db-journal')).size).toBeGreaterThan(
    10_000,
  )
  vault.db.exec('COMMIT')
  vault.close()
  if (before === undefined) delete process.env['SQLITE_TMPDIR']
  else process.env['SQLITE_TMPDIR'] = before
  const looked = [dirname(vault.folder), during, temporary]
  expect(looked.flatMap(listFiles).length).toBeGreaterThan(10)
  expect(findCanaries(looked)).toEqual([])
})

test('the search for readable text finds every canary in a file without encryption', () => {
  const folder = makeParent()
  const db = new Database(join(folder, 'plain.db'))
  db.exec('CREATE TABLE note (account, body, blob)')
  fill(db)
  db.close()
  expect(new Set(findCanaries([folder]).map((found) => found.replace(/ in .*/, '')))).toEqual(
    new Set(CANARIES.map((_, at) => `utf8 of ${at}`)),
  )
})

test.each(Object.keys(ENCODINGS))(
  'the search for readable text finds every canary as %s',
  (name) => {
    const folder = makeParent()
    const forms = CANARIES.flatMap((text) => ENCODINGS[name]!(text))
    writeFileSync(join(folder, 'log'), Buffer.concat(forms))
    expect(findCanaries([folder]).length).toBe(forms.length)
  },
)

/** Ignores the key silently, as the stock driver does, but claims what it is asked. */
class LyingDriver extends Database {
  override pragma(source: string, options?: Database.PragmaOptions): unknown {
    if (source === 'cipher') return 'sqlcipher'
    return /^(cipher|legacy)/.test(source) ? [] : super.pragma(source, options)
  }
  key(): void {}
}

/** Knows nothing of ciphers at all. */
class StockDriver extends LyingDriver {
  override pragma(source: string, options?: Database.PragmaOptions): unknown {
    return source === 'cipher' ? undefined : super.pragma(source, options)
  }
}

test.each([
  ['says it has none', StockDriver],
  ['ignores the key without a word', LyingDriver],
])(
  'a driver without encryption that %s is refused and leaves nothing behind',
  async (_, driver) => {
    const parent = makeParent()
    const plain = testTools({ driver: driver as unknown as typeof Database })
    const plan = { parent, name: 'Acme', owner: 'Ada', passphrase: PASSPHRASE }
    expect(await refusalOf(() => createVault(plain, plan))).toEqual({
      code: 'no-encryption',
      details: {},
    })
    expect(readdirSync(parent)).toEqual([])
  },
)

test('an encrypted workspace is not written by a driver without encryption', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const before = readFileSync(place.database)
  const plain = testTools({ driver: StockDriver as unknown as typeof Database })
  expect(await refusalOf(() => openVault(plain, folder, PASSPHRASE))).toMatchObject({
    code: 'no-encryption',
  })
  expect(readFileSync(place.database).equals(before)).toBe(true)
})

test('a plain database put in the place of the workspace is refused and not written', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const plain = join(makeParent(), 'plain.db')
  mkdirSync(dirname(plain), { recursive: true })
  const db = new Database(plain)
  db.exec('CREATE TABLE note (body)')
  db.close()
  writeFileSync(place.database, readFileSync(plain))
  expect(await refusalOf(() => openVault(tools, folder, PASSPHRASE))).toMatchObject({
    code: 'no-encryption',
  })
  expect(readFileSync(place.database).equals(readFileSync(plain))).toBe(true)
})
