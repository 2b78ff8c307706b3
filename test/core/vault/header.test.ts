// Closing any descriptor of workspace.db drops SQLite's lock on it. So one module may read the file,
// and it refuses while the file is open.
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { claimDatabase, readClosedSalt } from '../../../electron/core/vault/header.ts'
import { createWorkspace, testTools } from '../../support/vault.ts'

const core = fileURLToPath(new URL('../../../electron/core', import.meta.url))
const child = fileURLToPath(new URL('../../support/lock-probe.ts', import.meta.url))

function isLockedForOthers(database: string): boolean {
  return execFileSync(process.execPath, [child, database], { encoding: 'utf8' }).trim() === 'locked'
}

test('reading the header of a workspace that is open here is refused, before and after it is not', async () => {
  const vault = await createWorkspace(testTools())
  const database = join(vault.folder, 'workspace.db')
  expect(() => readClosedSalt(database)).toThrow('open in this process')
  expect(() => claimDatabase(database)).toThrow('already open')
  expect(Buffer.from(vault.readSalt()).toString('hex')).toBe(vault.wid)
  vault.close()
  expect(readClosedSalt(database).toString('hex')).toBe(vault.wid)
})

test('reading it through the claim keeps the lock that others see', async () => {
  const vault = await createWorkspace(testTools())
  const database = join(vault.folder, 'workspace.db')
  vault.readSalt()
  expect(isLockedForOthers(database)).toBe(true)
  vault.close()
  expect(isLockedForOthers(database)).toBe(false)
})

test.runIf(process.platform !== 'win32')(
  'the danger is real: opening and closing the file by other means drops the lock',
  async () => {
    const vault = await createWorkspace(testTools())
    const database = join(vault.folder, 'workspace.db')
    expect(isLockedForOthers(database)).toBe(true)
    closeSync(openSync(database, 'r'))
    expect(isLockedForOthers(database)).toBe(false)
  },
)

/** A call that opens a file, in a module that knows the database's path. */
function findReaders(sources: readonly (readonly [string, string])[]): string[] {
  const opens =
    /\b(?:open|openSync|readFile|readFileSync|createReadStream|copyFile|copyFileSync|cp|cpSync)\(\s*[^)]*\b(?:database|workspace\.db)\b/
  return sources.filter(([, text]) => opens.test(text)).map(([name]) => name)
}

test('no other module of the core opens workspace.db by itself', () => {
  const names = readdirSync(core, { recursive: true }).map(String)
  const sources = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(join(core, name), 'utf8')] as const)
  expect(findReaders(sources)).toEqual([join('vault', 'header.ts')])
  const planted = ['vault/planted.ts', 'const salt = readFileSync(place.database)'] as const
  expect(findReaders([planted])).toEqual(['vault/planted.ts'])
})
