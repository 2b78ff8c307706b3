// Single cases of salvage: what is deleted stays deleted, stopped changes are taken back, and the new
// file is a workspace again.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { listUnsalvaged } from '../../../shared/kit/personal-data.ts'
import { declaredTables, migrations } from '../../../electron/core/features.ts'
import { computeInWorker } from '../../../electron/core/jobs.ts'
import { openEncrypted } from '../../../electron/core/vault/cipher.ts'
import { applyMigrations } from '../../../electron/core/vault/migrate.ts'
import { deriveSessionKeys } from '../../../electron/core/vault/keys.ts'
import { readRecoveryGroups } from '../../../electron/core/vault/recovery-key.ts'
import { salvageTask } from '../../../electron/core/vault/salvage/salvage.ts'
import { openVault } from '../../../electron/core/vault/vault.ts'
import { salvageReport } from '../../../shared/workspace/salvage.ts'
import { listTreePages, makeSalvageFile, type SalvageFile } from '../../support/salvage-file.ts'
import { findLies, requestFor, salvageImage } from '../../support/salvage-run.ts'
import {
  copyWorkspace,
  createWorkspace,
  makeParent,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const PAGE = 4096

function without(image: Buffer, ...pages: readonly number[]): Buffer {
  const damaged = Buffer.from(image)
  for (const page of pages) damaged.fill(0, (page - 1) * PAGE, page * PAGE)
  return damaged
}

test('without its first page the file still gives every row that only one table can have', async () => {
  const file = makeSalvageFile(5, 300)
  const found = await salvageImage(file, without(file.image, 1))
  for (const table of ['workspace', 'key_copy', 'person', 'talk']) {
    expect(found.rows.get(table)).toEqual(file.rows.get(table))
  }
  // Rows of twin_b could be of twin_a too, those of tag an index: counted, not guessed.
  expect(found.rows.get('twin_b')).toEqual(new Set())
  const [twins, tags] = [file.rows.get('twin_b'), file.rows.get('tag')]
  expect(found.report.unplacedRows).toBeGreaterThanOrEqual((twins?.size ?? 0) + (tags?.size ?? 0))
  expect(found.report).toMatchObject({ missingPages: null, damagedPages: 1 })
})

test('an inner page that is lost costs no row, and one leaf costs exactly its own', async () => {
  const file = makeSalvageFile(6, 400)
  const { inner, leaves } = listTreePages(file)
  const above = await salvageImage(file, without(file.image, inner[0] ?? 0))
  expect(above.report.tables.every(({ lost }) => lost.least === 0 && lost.most === 0)).toBe(true)
  const leaf = await salvageImage(file, without(file.image, leaves.at(-1) ?? 0))
  expect(findLies(file, leaf)).toEqual([])
  expect(leaf.report.damagedPages).toBe(1)
})

test('rows whose person is lost are left out and counted, not taken without a parent', async () => {
  const file = makeSalvageFile(8, 200)
  const half = file.image.subarray(0, Math.floor(file.image.length / PAGE / 2) * PAGE)
  const { report } = await salvageImage(file, half)
  const strays = report.tables.map(({ withoutParent }) => withoutParent)
  expect(strays.reduce((total, each) => total + each, 0)).toBeGreaterThan(0)
})

/** Deletes most rows, so that pages become free, and loses the list of free pages with page 1. */
async function deleteAndSalvage(secure: 'ON' | 'OFF') {
  const file = makeSalvageFile(9, 300)
  const db = openEncrypted(file.path, file.cipher, { driver: Database })
  db.pragma(`secure_delete = ${secure}`)
  db.exec('DELETE FROM talk WHERE id > 20')
  db.close()
  const { rows } = await salvageImage(file, without(readFileSync(file.path), 1))
  return rows.get('talk')?.size ?? 0
}

test('a deleted row does not come back, and one deleted without overwriting would', async () => {
  expect(await deleteAndSalvage('ON')).toBeLessThanOrEqual(20)
  expect(await deleteAndSalvage('OFF')).toBeGreaterThan(20)
})

test('a number that was given to a row that is gone is not given again', async () => {
  const file = makeSalvageFile(15, 100)
  const db = openEncrypted(file.path, file.cipher, { driver: Database })
  const read = 'SELECT seq FROM sqlite_sequence WHERE name = ?'
  const last = db.prepare(read).pluck().get('talk')
  db.exec('DELETE FROM talk WHERE id > 10')
  db.close()
  const target = join(makeParent(), 'salvaged.db')
  await salvageImage(file, readFileSync(file.path), { target })
  const salvaged = openEncrypted(target, file.cipher, { driver: Database })
  expect(salvaged.prepare(read).pluck().get('talk')).toBe(last)
  salvaged.close()
})

test('a search index is not believed but left empty, to be made anew', async () => {
  const file = makeSalvageFile(16, 60)
  const sql = 'CREATE VIRTUAL TABLE look_up USING fts5 (words)'
  const withSearch = [...requestFor(file).migrations, { version: 4, slug: 'search', sql }]
  const db = openEncrypted(file.path, file.cipher, { driver: Database })
  applyMigrations(db, withSearch)
  db.exec('INSERT INTO look_up SELECT notes FROM talk')
  db.close()
  const target = join(makeParent(), 'salvaged.db')
  const change = { migrations: withSearch, target }
  for (const image of [readFileSync(file.path), without(readFileSync(file.path), 1)]) {
    const found = await salvageImage(file, image, change)
    expect(findLies(file, found)).toEqual([])
    expect(found.rows.get('person')).toEqual(file.rows.get('person'))
    const salvaged = openEncrypted(target, file.cipher, { driver: Database })
    expect(salvaged.prepare('SELECT count(*) FROM look_up').pluck().get()).toBe(0)
    salvaged.close()
    rmSync(target)
  }
})

/** The file as a kill leaves it in the middle of a large change, with its journal. */
function stopInTheMiddle(file: SalvageFile): { image: Buffer; journal: Buffer } {
  const db = openEncrypted(file.path, file.cipher, { driver: Database })
  db.pragma('journal_mode = TRUNCATE')
  db.exec(`PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE talk SET notes = 'changed' || notes`)
  db.exec('UPDATE person SET name = name || name')
  const copy = join(dirname(file.path), 'stopped.db')
  copyFileSync(file.path, copy)
  copyFileSync(`${file.path}-journal`, `${copy}-journal`)
  db.exec('ROLLBACK')
  db.close()
  return { image: readFileSync(copy), journal: readFileSync(`${copy}-journal`) }
}

test('a change that was stopped is taken back before the rows are read', async () => {
  const file = makeSalvageFile(10, 200)
  const { image, journal } = stopInTheMiddle(file)
  expect(image.equals(file.image)).toBe(false)
  writeFileSync(`${file.path}-journal`, journal)
  const found = await salvageImage(file, image)
  expect(found.report.journal).toBe('rolled-back')
  expect(found.rows.get('talk')).toEqual(file.rows.get('talk'))
  expect(findLies(file, found)).toEqual([])
  const last = image.length / PAGE
  const damaged = await salvageImage(file, without(image, last))
  expect(damaged.report.journal).toBe('rolled-back')
  expect(findLies(file, damaged)).toEqual([])
  expect(readFileSync(`${file.path}-journal`).equals(journal)).toBe(true)
})

test.each([0, 9, 13, 17, 21, 25])(
  'byte %i of the head of the journal may be damaged: the change is taken back all the same',
  async (at) => {
    const file = makeSalvageFile(12, 200)
    const { image, journal } = stopInTheMiddle(file)
    const wrong = Buffer.from(journal)
    wrong[at]! ^= 1
    writeFileSync(`${file.path}-journal`, wrong)
    const found = await salvageImage(file, image)
    expect(findLies(file, found)).toEqual([])
    expect(found.rows.get('talk')).toEqual(file.rows.get('talk'))
  },
)

test('with a page of the journal damaged, nothing is claimed about what is lost', async () => {
  const file = makeSalvageFile(12, 200)
  const { image, journal } = stopInTheMiddle(file)
  const wrong = Buffer.from(journal)
  wrong[5_000]! ^= 1
  writeFileSync(`${file.path}-journal`, wrong)
  const { report } = await salvageImage(file, image)
  expect(report.journal).toBe('unusable')
  expect(report.tables.every(({ lost }) => lost.most === null)).toBe(true)
})

test('a file without one readable page, one that is newer, and a name that is taken are refused', async () => {
  const file = makeSalvageFile(13, 20)
  const named = { name: 'Acme' }
  const all = Array.from({ length: file.image.length / PAGE }, (_, at) => at + 1)
  expect(await refusalOf(() => salvageImage(file, without(file.image, ...all)))).toEqual({
    code: 'workspace-damaged',
    details: named,
  })
  const older = { migrations: requestFor(file).migrations.slice(0, 1) }
  expect(await refusalOf(() => salvageImage(file, file.image, older))).toEqual({
    code: 'workspace-newer',
    details: named,
  })
  const target = join(makeParent(), 'there.db')
  writeFileSync(target, 'mine')
  expect(await refusalOf(() => salvageImage(file, file.image, { target }))).toEqual({
    code: 'name-taken',
    details: { name: 'there.db' },
  })
  expect(readFileSync(target, 'utf8')).toBe('mine')
})

test('a salvage that is cancelled leaves nothing, neither at its start nor at its end', async () => {
  const file = makeSalvageFile(14, 300)
  for (const phase of ['read', 'write']) {
    const request = requestFor(file)
    let cancelled = false
    const tools = {
      progress: (now: string) => void (cancelled ||= now === phase),
      isCancelled: () => cancelled,
    }
    expect(await refusalOf(() => salvageTask(request, tools))).toMatchObject({ code: 'cancelled' })
    expect(readdirSync(dirname(request.target))).toEqual([])
  }
})

test('the worker salvages, says how far it is, and the new file opens as the workspace', async () => {
  const tools = testTools({ migrations })
  const vault = await createWorkspace(tools)
  const wid = Buffer.from(vault.wid, 'hex')
  const keys = deriveSessionKeys(readRecoveryGroups(vault.recoveryGroups() ?? [], wid), wid)
  const add = vault.db.prepare('INSERT INTO priority VALUES (?, ?, ?, ?)')
  for (let at = 0; at < 50; at += 1) add.run(`id${at}`, `Priority ${at}`, 'Ada', at % 11)
  vault.db.exec(`INSERT INTO undo_step (at, actor, operation, says_values, state)
    VALUES ('', '', '', '', 'done')`)
  vault.close()
  const folder = copyWorkspace(vault.folder)
  const database = join(folder, 'workspace.db')
  writeFileSync(database, without(readFileSync(database), 1))
  const phases = new Set<string>()
  const target = join(folder, 'workspace.db.salvaged')
  const request = { name: 'Acme', database, target, wid: vault.wid, databaseKey: keys.database }
  const rest = {
    migrations,
    version: null,
    leaveOut: listUnsalvaged(declaredTables),
    now: tools.now(),
  }
  const report = await computeInWorker(
    'salvage',
    { ...request, ...rest },
    { signal: new AbortController().signal, onProgress: ({ phase }) => phases.add(phase) },
  )
  expect([...phases]).toEqual(['read', 'write', 'check'])
  expect(salvageReport.parse(report)).toMatchObject({ unplacedRows: 0, workspaceRowRebuilt: false })
  renameSync(target, database)
  expect(existsSync(`${target}.part`)).toBe(false)
  const again = await openVault(tools, folder, PASSPHRASE)
  expect(again.db.prepare('SELECT count(*) FROM priority').pluck().get()).toBe(50)
  expect(again.db.prepare('SELECT count(*) FROM undo_step').pluck().get()).toBe(0)
  again.close()
})
