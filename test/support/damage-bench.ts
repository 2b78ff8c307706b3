// A closed workspace held in memory, put back on disk for each damage, and what becomes of it when it
// is opened.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { makeBackupHere } from '../../electron/core/vault/backup.ts'
import { openVault, type OpenVault } from '../../electron/core/vault/vault.ts'
import { sayError } from '../../shared/kit/error-text.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { readRows, type Rows } from './salvage-file.ts'
import { createWorkspace, makeParent, PASSPHRASE, testTools, type TestTools } from './vault.ts'

/** By name inside the folder. */
export type Files = ReadonlyMap<string, Buffer>

export interface State {
  readonly files: Files
  readonly rows: Rows
}

export interface Bench {
  readonly tools: TestTools
  /** Where each damage is tried. */
  readonly place: string
  readonly wid: string
  readonly groups: readonly string[]
  /** As it is now, and before the last changes. */
  readonly now: State
  readonly earlier: State
}

export async function makeBench(): Promise<Bench> {
  const tools = testTools()
  const vault = await createWorkspace(tools)
  const { folder, wid } = vault
  const groups = vault.recoveryGroups() ?? []
  write(vault, 60, 'first')
  await makeBackupHere(vault)
  const earlier = closeState(vault)
  const again = await openVault(tools, folder, PASSPHRASE)
  again.db.exec(`UPDATE note SET body = 'second' WHERE id % 3 = 0`)
  again.db.exec('DELETE FROM note WHERE id % 7 = 0')
  write(again, 30, 'third')
  tools.advance(60)
  await makeBackupHere(again)
  return { tools, place: makeParent(), wid, groups, now: closeState(again), earlier }
}

function closeState(vault: OpenVault): State {
  const rows = readRows(vault.db)
  vault.close()
  return { files: readFiles(vault.folder).set('workspace.lock', leftLock()), rows }
}

function write(vault: OpenVault, count: number, word: string): void {
  const insert = vault.db.prepare('INSERT INTO note (account, body, blob) VALUES (?, ?, ?)')
  vault.db.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const blob = vault.tools.randomBytes(at % 9 === 0 ? 6_000 : 200)
      insert.run(1 + (at % 4), `${word} ${at}`, blob)
    }
  })()
}

/** Of a process that was killed before this machine was started again. */
function leftLock(): Buffer {
  const note = { token: 'a'.repeat(32), pid: 1, began: '1', host: hostname(), boot: 'earlier' }
  return Buffer.from(JSON.stringify({ ...note, since: '' }))
}

export function readFiles(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]))
}

export function placeFiles(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, name), bytes, { mode: 0o600 })
  }
}

export type Outcome =
  | { readonly kind: 'opened'; readonly rows: Rows }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string }

export interface Tried {
  readonly outcome: Outcome
  readonly after: Files
}

/** Anything but a typed error goes through: it is a failure of the test. */
export async function tryFiles(
  { tools, place }: Bench,
  files: Files,
  passphrase: Buffer = PASSPHRASE,
): Promise<Tried> {
  const folder = join(place, 'Acme.throughline')
  placeFiles(folder, files)
  // So that no refusal before makes this one wait.
  tools.advance(120)
  const outcome = await tryOpen(tools, folder, passphrase)
  return { outcome, after: readFiles(folder) }
}

async function tryOpen(tools: TestTools, folder: string, passphrase: Buffer): Promise<Outcome> {
  let vault: OpenVault | undefined
  try {
    vault = await openVault(tools, folder, passphrase)
    return { kind: 'opened', rows: readRows(vault.db) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { kind: 'refused', code: error.code, sentence: sayError(error.toData()) }
  } finally {
    vault?.close()
  }
}

/** What must not have changed and did. A lock that was taken over is gone. */
export function listChanged(before: Files, after: Files): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  names.delete('workspace.lock')
  return [...names].filter((name) => {
    const [was, is] = [before.get(name), after.get(name)]
    return !was || !is?.equals(was)
  })
}
