import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeBackup, type WorkDesk } from '../../../electron/core/vault/backup.ts'
import { chooseKept, readBackups } from '../../../electron/core/vault/backup-list.ts'
import { readPackage } from '../../../electron/core/vault/backup-package.ts'
import { checkHealth } from '../../../electron/core/vault/health.ts'
import { unlockSlots } from '../../../electron/core/vault/slots.ts'
import { verifyBackup } from '../../../electron/core/vault/verify-backup.ts'
import { computeInWorker } from '../../../electron/core/jobs.ts'
import type { OpenVault } from '../../../electron/core/vault/vault.ts'
import { instant } from '../../../shared/kit/schema.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import {
  createWorkspace,
  makeParent,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()

interface TestDesk extends WorkDesk {
  readonly phases: string[]
  readonly control: AbortController
}

/** The real worker; only what a page would see and do is the test's. */
function makeDesk(): TestDesk {
  const control = new AbortController()
  const phases: string[] = []
  const progress = (phase: string, done: number, total: number) =>
    void phases.push(`${phase} ${done}/${total}`)
  return {
    phases,
    control,
    progress,
    checkCancelled: () => {
      if (control.signal.aborted) throw new AppError('cancelled', {})
    },
    compute: (task, request) =>
      computeInWorker(task, request, {
        signal: control.signal,
        onProgress: ({ phase, done, total }) => progress(phase, done, total),
      }),
  }
}

function write(vault: OpenVault, count: number): void {
  const insert = vault.db.prepare('INSERT INTO note (account, body, blob) VALUES (1, ?, ?)')
  vault.db.transaction(() => {
    for (let at = 0; at < count; at += 1) insert.run(`note ${at}`, tools.randomBytes(2_000))
  })()
}

const folderOf = (vault: OpenVault) => join(vault.folder, 'backups')

function verify(vault: OpenVault, file: string) {
  const request = {
    path: join(folderOf(vault), file),
    scratch: join(makeParent(), 'scratch.image'),
    wid: vault.wid,
    databaseKey: vault.keys.database,
    packageKey: vault.keys.package,
  }
  return verifyBackup(request, { progress: () => {}, isCancelled: () => false })
}

test('a backup is one verified file for the owner alone, and nothing is left beside it', async () => {
  const vault = await createWorkspace(tools)
  write(vault, 50)
  const desk = makeDesk()
  const backup = await makeBackup(vault, desk)
  expect(backup).toEqual({
    file: '2027-01-11 14-00-00 (1).tlbackup',
    madeAt: '2027-01-11T14:00:00.000Z',
    bytes: statSync(join(folderOf(vault), backup.file)).size,
    verified: true,
  })
  expect(readdirSync(folderOf(vault))).toEqual([backup.file])
  expect((statSync(join(folderOf(vault), backup.file)).mode & 0o777).toString(8)).toBe('600')
  expect(readBackups(vault.folder)).toMatchObject([backup])
  expect(verify(vault, backup.file)).toEqual({ whole: true })
  expect(desk.phases[0]).toBe('copy 0/1')
  expect(desk.phases.at(-1)).toMatch(/^write (\d+)\/\1$/)
  // The session goes on with its own keys.
  write(vault, 1)
})

test('the header says whose backup it is, what is in it, and opens with the passphrase', async () => {
  const vault = await createWorkspace(tools)
  write(vault, 3)
  const { file } = await makeBackup(vault, makeDesk())
  const header = readPackage(join(folderOf(vault), file))?.header
  expect(header).toMatchObject({
    wid: vault.wid,
    generation: 1,
    schema: 2,
    counts: { account: 4, key_copy: 1, note: 3, progress: 1, workspace: 1, erasure_entry: 0 },
    recordHead: null,
  })
  const asked = { name: 'Acme', cheap: tools.kdf }
  const [unlocked] = await unlockSlots([header!.keyFile], PASSPHRASE, asked)
  expect(unlocked?.slot.name).toBe('Ada Lind')
})

test.each([
  ['the last byte of the body', -1],
  ['the first page', 1],
  ['the header', 0],
])('a backup changed in %s is found out', async (_, where) => {
  const vault = await createWorkspace(tools)
  write(vault, 20)
  const { file } = await makeBackup(vault, makeDesk())
  const path = join(folderOf(vault), file)
  const bytes = readFileSync(path)
  const at = { [-1]: bytes.length - 1, 0: 200, 1: readPackage(path)!.bodyAt + 100 }[where]!
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
  expect(verify(vault, file)).toMatchObject({ whole: false })
  const health = await checkHealth(vault, makeDesk())
  expect(health.problems).toMatchObject([{ kind: 'backup', file }])
})

test('a backup that was cut short is not taken for one', async () => {
  const vault = await createWorkspace(tools)
  const { file } = await makeBackup(vault, makeDesk())
  const path = join(folderOf(vault), file)
  writeFileSync(path, readFileSync(path).subarray(0, -1))
  expect(verify(vault, file)).toEqual({ whole: false, reason: 'not-a-backup' })
  expect(readBackups(vault.folder)).toMatchObject([{ file, verified: false }])
})

test('the backup of another workspace is named as such', async () => {
  const vault = await createWorkspace(tools)
  const other = await createWorkspace(tools)
  const { file } = await makeBackup(other, makeDesk())
  writeFileSync(join(folderOf(vault), file), readFileSync(join(folderOf(other), file)))
  expect(verify(vault, file)).toEqual({ whole: false, reason: 'of-another-workspace' })
})

test('a cancelled backup leaves neither backup nor pieces, and the next one works', async () => {
  const vault = await createWorkspace(tools)
  write(vault, 2_000)
  const desk = makeDesk()
  const making = refusalOf(() => makeBackup(vault, desk))
  setTimeout(() => desk.control.abort(), 20)
  expect(await making).toEqual({ code: 'cancelled', details: {} })
  expect(readdirSync(folderOf(vault))).toEqual([])
  await makeBackup(vault, makeDesk())
  expect(readBackups(vault.folder)).toHaveLength(1)
})

test('a healthy workspace is reported as encrypted, whole and backed up', async () => {
  const vault = await createWorkspace(tools)
  const backup = await makeBackup(vault, makeDesk())
  expect(await checkHealth(vault, makeDesk())).toEqual({
    encrypted: true,
    pages: vault.db.pragma('page_count', { simple: true }),
    backups: 1,
    newestBackupAt: backup.madeAt,
    problems: [],
  })
  expect(readdirSync(folderOf(vault))).toEqual([backup.file])
})

test('a page changed under an open workspace is found by the check', async () => {
  const vault = await createWorkspace(tools)
  write(vault, 2_000)
  vault.close()
  const { openVault } = await import('../../../electron/core/vault/vault.ts')
  const opened = await openVault(tools, vault.folder, PASSPHRASE)
  onTestFinished(() => opened.close())
  const path = join(vault.folder, 'workspace.db')
  const bytes = readFileSync(path)
  for (let at = 40 * 4096; at < bytes.length; at += 4096) bytes[at]! ^= 1
  writeFileSync(path, bytes)
  // Pages read before are still in memory; a session that begins now would see the damage.
  opened.db.pragma('shrink_memory')
  opened.db.pragma('cache_size = 0')
  const health = await checkHealth(opened, makeDesk())
  expect(health.problems).toMatchObject([{ kind: 'damaged-pages' }])
})

const day = 86_400_000
const backupAt = (at: number, bytes = 1) => ({
  file: String(at),
  madeAt: instant.parse(new Date(at).toISOString()),
  bytes,
  verified: true,
})

test('of two years of daily backups the recent, daily, weekly and monthly ones stay', () => {
  const today = Date.parse('2027-01-11T12:00:00.000Z')
  const all = Array.from({ length: 730 }, (_, age) => backupAt(today - age * day))
  const kept = chooseKept(all)
  expect(kept.slice(0, 10)).toEqual(all.slice(0, 10))
  const months = new Set(kept.map((backup) => backup.madeAt.slice(0, 7)))
  expect(months.size).toBe(12)
  expect(kept.length).toBeLessThanOrEqual(10 + 7 + 4 + 12)
})

test('the cap on their size takes the oldest first and never the newest verified one', () => {
  const today = Date.parse('2027-01-11T12:00:00.000Z')
  const all = [0, 1, 2, 3].map((age) => backupAt(today - age * day, 40))
  const newest = { ...backupAt(today + day, 40), verified: false }
  expect(chooseKept([newest, ...all], 100)).toEqual([newest, all[0]])
  expect(chooseKept([newest, ...all], 10)).toEqual([all[0]])
})

test('old backups are removed after a new one is safe, strangers in the folder are not', async () => {
  const vault = await createWorkspace(tools)
  writeFileSync(join(folderOf(vault), 'mine.tlbackup'), 'not one of ours')
  const { makeBackupHere } = await import('../../../electron/core/vault/backup.ts')
  for (let count = 0; count < 14; count += 1) {
    await makeBackupHere(vault)
    tools.advance(60)
  }
  const names = readdirSync(folderOf(vault)).filter((name) => name !== 'mine.tlbackup')
  expect(names).toHaveLength(10)
  expect(names.some((name) => name.includes('(14)'))).toBe(true)
  rmSync(folderOf(vault), { recursive: true })
  await makeBackupHere(vault)
  expect(readBackups(vault.folder)).toHaveLength(1)
})

test('backups made at once are as many files, each under its own number', async () => {
  const vault = await createWorkspace(tools)
  write(vault, 20)
  const made = await Promise.all([1, 2, 3].map(() => makeBackup(vault, makeDesk())))
  expect(new Set(made.map(({ file }) => file)).size).toBe(3)
  const generations = readBackups(vault.folder).map(({ generation }) => generation)
  expect(generations).toEqual([3, 2, 1])
  for (const { file } of made) expect(verify(vault, file)).toEqual({ whole: true })
})
