import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { STALE_MILLISECONDS } from '../../../electron/core/vault/lock-file.ts'
import { describeThisProcess, type LockNote } from '../../../electron/core/vault/lock-note.ts'
import { openVault } from '../../../electron/core/vault/vault.ts'
import { compileShim } from '../../support/compile.ts'
import { startVaultProcess } from '../../support/vault-process.ts'
import {
  createClosedWorkspace,
  createWorkspace,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()
const inUse = { code: 'workspace-in-use', details: { name: 'Acme', since: expect.any(String) } }

const brokenLocks = fileURLToPath(new URL('../../support/broken-locks.c', import.meta.url))

test('a second process is refused, and gets the workspace once the first has closed it', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const first = startVaultProcess('hold', folder)
  await first.hears('open')
  const second = startVaultProcess('hold', folder)
  expect(JSON.parse((await second.hears('refused')).slice(8))).toEqual(inUse)
  expect(await refusalOf(() => openVault(tools, folder, PASSPHRASE))).toEqual(inUse)
  first.child.stdin?.end()
  await first.ends()
  const opened = await openVault(tools, folder, PASSPHRASE)
  opened.close()
})

test('the same process cannot open it twice either', async () => {
  const vault = await createWorkspace(tools)
  expect(await refusalOf(() => openVault(tools, vault.folder, PASSPHRASE))).toEqual(inUse)
  vault.checkWriter()
})

test('a second process is refused also where file locks do nothing', async (context) => {
  const library = compileShim(brokenLocks)
  if (library === null) {
    process.stderr.write('NOT PROVED: two writers with broken file locks (needs Linux and gcc)\n')
    return context.skip()
  }
  const broken = { LD_PRELOAD: library }
  const { folder, place } = await createClosedWorkspace(tools)
  const first = startVaultProcess('hold', folder, broken)
  await first.hears('open')
  // The locks really do nothing: without our lock file both would have got in.
  rmSync(place.lock)
  const control = startVaultProcess('hold', folder, broken)
  await control.hears('open')
  const third = startVaultProcess('hold', folder, broken)
  expect(JSON.parse((await third.hears('refused')).slice(8))).toEqual(inUse)
  await Promise.all([first.kill(), control.kill()])
})

test('whoever lost the lock file to another cannot commit any more, and leaves it alone', async () => {
  const vault = await createWorkspace(tools)
  const path = join(vault.folder, 'workspace.lock')
  const note = JSON.parse(readFileSync(path, 'utf8')) as LockNote
  const other = JSON.stringify({ ...note, token: 'f'.repeat(32) })
  writeFileSync(path, other)
  const taken = { code: 'workspace-taken-over', details: { name: 'Acme' } }
  expect(await refusalOf(() => vault.checkWriter())).toEqual(taken)
  vault.close()
  expect(readFileSync(path, 'utf8')).toBe(other)
})

test('a file that another program put in the place of the database cannot be committed to', async () => {
  const vault = await createWorkspace(tools)
  vault.checkWriter()
  const database = join(vault.folder, 'workspace.db')
  rmSync(database)
  writeFileSync(database, 'from a sync folder')
  expect(await refusalOf(() => vault.checkWriter())).toMatchObject({ code: 'workspace-taken-over' })
})

const us = describeThisProcess()
const note = (change: Partial<LockNote>): LockNote => ({
  token: 'a'.repeat(32),
  since: '2027-01-11T13:00:00.000Z',
  ...us,
  ...change,
})
const gone = () => spawnSync(process.execPath, ['-e', '0']).pid
const fresh = 0
const stale = STALE_MILLISECONDS + 10_000

test.each([
  ['of a process that is gone', () => note({ pid: gone() }), fresh, 'opens'],
  ['of an earlier process with our number', () => note({ began: '1' }), fresh, 'opens'],
  ['from before the machine was restarted', () => note({ boot: 'another' }), fresh, 'opens'],
  ['of a living process whose heart stopped', () => note({}), stale, 'refused'],
  [
    'of another machine with a heartbeat',
    () => note({ host: `not-${hostname()}` }),
    fresh,
    'refused',
  ],
  [
    'of another machine without heartbeat',
    () => note({ host: `not-${hostname()}` }),
    stale,
    'opens',
  ],
  ['being written right now', () => null, fresh, 'refused'],
  ['never finished', () => null, stale, 'opens'],
])('a lock file %s: %s', async (...[, make, age, outcome]) => {
  const { folder, place } = await createClosedWorkspace(tools)
  const made = make()
  writeFileSync(place.lock, made ? JSON.stringify(made) : '')
  const written = (Date.now() - age) / 1000
  utimesSync(place.lock, written, written)
  const open = async () => (await openVault(tools, folder, PASSPHRASE)).close()
  const refused = await refusalOf(open)
  if (outcome === 'opens') expect(refused).toBe('not refused')
  else expect(refused).toEqual(inUse)
  expect(existsSync(place.lock)).toBe(outcome !== 'opens')
  expect(
    readdirSync(folder).filter((name) => name.includes('clock') || name.includes('stale')),
  ).toEqual([])
})

test('of several that find a stale lock at once, exactly one gets in', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { folder, place } = await createClosedWorkspace(tools)
    writeFileSync(place.lock, JSON.stringify(note({ pid: gone() })))
    const racers = Array.from({ length: 4 }, () => startVaultProcess('hold', folder))
    onTestFinished(() => racers.forEach((racer) => racer.child.kill('SIGKILL')))
    const said = await Promise.all(
      racers.map((racer) => Promise.race([racer.hears('open'), racer.hears('refused')])),
    )
    expect(said.map((line) => line.slice(0, 4)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'open',
      'refu',
      'refu',
      'refu',
    ])
    await Promise.all(racers.map((racer) => racer.kill()))
  }
})

test('a workspace left by a killed process opens again at once', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const first = startVaultProcess('hold', folder)
  await first.hears('open')
  await first.kill()
  expect(existsSync(place.lock)).toBe(true)
  const opened = await openVault(tools, folder, PASSPHRASE)
  expect(opened.db).toBeInstanceOf(Database)
  opened.close()
})
