// What a workspace of two years costs to keep safe: a backup with its verification, a restore, a new
// key, beside their budgets. Figures of one run; a busy machine shows in all of them alike.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../core/features.ts'
import { makeId } from '../core/ids.ts'
import { describeFolder, WORKSPACE_SUFFIX } from '../core/vault/folder.ts'
import { createVault } from '../core/vault/vault.ts'
import { describeRow, time, type Row } from './bench-rows.ts'
import { withCore, type CoreClient } from './core-client.ts'
import type { CliStreams } from './main.ts'
import type { Given, Outcome } from './verbs.ts'

const PASSPHRASE = 'a passphrase for measuring nothing but time'
const ROWS = 60_000
const NAME_BYTES = 160

export async function benchVault(_: Given, streams: CliStreams): Promise<Outcome> {
  const parent = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  try {
    await fillWorkspace(parent)
    const folder = join(parent, `Bench${WORKSPACE_SUFFIX}`)
    const rows = await withCore(streams, (core) => measure(core, folder))
    const megabytes = statSync(describeFolder(folder).database).size / 1e6
    const text = [`a workspace of ${megabytes.toFixed(0)} MB`, ...rows.map(describeRow)].join('\n')
    return { text, answer: { megabytes, rows }, refused: false }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

async function measure(core: CoreClient, folder: string): Promise<Row[]> {
  const seal = () => core.seal(Buffer.from(PASSPHRASE))
  const { key } = await core.call(['workspace', 'find'], { folder: core.tokenOf(folder) })
  await core.call(['workspace', 'unlock'], { key, passphrase: await seal() })
  const made: string[] = []
  const backup = await time(async () => {
    made.push((await core.call(['backups', 'make'], undefined)).file)
  })
  const own = await seal()
  const rotate = await time(() => core.call(['access', 'rotate'], { own }))
  await core.call(['workspace', 'lock'], undefined)
  const [newest] = await core.call(['backups', 'offered'], { key })
  if (!newest) throw new Error('The backup that was made is not in the list')
  const passphrase = await seal()
  const restore = await time(() =>
    core.call(['backups', 'restore'], {
      from: { kind: 'own', file: newest.file },
      into: { kind: 'workspace', key },
      way: { kind: 'passphrase', passphrase },
    }),
  )
  return [
    { what: 'backup', milliseconds: backup, budget: 1_500 },
    { what: 'restore', milliseconds: restore, budget: 2_000 },
    { what: 'new key', milliseconds: rotate, budget: 10_000 },
  ]
}

/** Names that cannot be told from each other: nothing in them for a disk or a page cache to win by. */
async function fillWorkspace(parent: string): Promise<void> {
  const now = () => new Date().toISOString()
  const tools = { now, randomBytes: (length: number) => randomBytes(length), migrations }
  const passphrase = Buffer.from(PASSPHRASE)
  const vault = await createVault(tools, { parent, name: 'Bench', owner: 'Bench', passphrase })
  const insert = vault.db.prepare(`INSERT INTO priority VALUES (?, ?, ?, 5)`)
  const fill = vault.db.transaction(() => {
    for (let row = 0; row < ROWS; row += 1) {
      const text = () => randomBytes(NAME_BYTES / 2).toString('hex')
      insert.run(makeId(now()), text(), text())
    }
  })
  fill()
  vault.close()
}
