// A disk that is full or broken at the n-th change, or a kill right there: afterwards the workspace is
// in its old or its new state, what was acknowledged is there, and the error was a typed one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { inspectFolder } from '../../electron/core/vault/inspect.ts'
import { openVault, type OpenVault } from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { vaultMigrations } from '../support/vault-schema.ts'
import { compileShim } from '../support/compile.ts'
import { startVaultProcess } from '../support/vault-process.ts'
import {
  copyWorkspace,
  createClosedWorkspace,
  makeParent,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  testTools,
} from '../support/vault.ts'

const POINTS = process.env['THROUGHLINE_NIGHTLY'] ? Infinity : 5
const LANES = 2
const FAULTS = [
  { name: 'full', FAIL_WITH: '28', FAIL_ON: '1' },
  { name: 'broken', FAIL_WITH: '5', FAIL_ON: '' },
  { name: 'killed', FAIL_WITH: '-9', FAIL_ON: '' },
] as const
const MODES = ['create', 'write-once', 'back-up', 'migrate', 'recover'] as const
type Mode = (typeof MODES)[number]

const migrated = [
  ...vaultMigrations,
  { version: 3, slug: 'more', sql: 'ALTER TABLE note ADD COLUMN mood INTEGER' },
]
const tools = testTools()
const shim = fileURLToPath(new URL('../support/failing-disk.c', import.meta.url))

interface Prepared {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

type Prepare = (mode: Mode) => Promise<Prepared>

async function prepare(library: string): Promise<Prepare> {
  const { folder, groups } = await createClosedWorkspace(tools)
  const typed = { GROUPS_TYPED: groups.join(' '), NEW_PASSPHRASE: OTHER_PASSPHRASE.toString() }
  const environment = { LD_PRELOAD: library, ...typed }
  return (mode) =>
    Promise.resolve({
      folder: mode === 'create' ? makeParent() : copyWorkspace(folder),
      environment,
    })
}

async function countChanges(mode: Mode, make: Prepare): Promise<number> {
  const { folder, environment } = await make(mode)
  const counted = join(makeParent(), 'count')
  const child = startVaultProcess(mode, folder, { ...environment, FAIL_COUNT: counted })
  await child.ends()
  expect(child.lines.at(-1)).toBe('done')
  return Number(readFileSync(counted, 'utf8'))
}

/** What is left opens with one of the two passphrases, and holds the old or the new content. */
async function describeRest(mode: Mode, folder: string) {
  const place = mode === 'create' ? join(folder, 'Acme.throughline') : folder
  if (mode === 'create' && inspectFolder(place).problem === 'workspace-missing')
    return { opens: 'none' }
  const backups = readBackups(place).filter((backup) => backup.verified).length
  for (const passphrase of [PASSPHRASE, OTHER_PASSPHRASE]) {
    const opened = await openUnlessWrong(place, passphrase)
    if (!opened) continue
    const seq = opened.db.prepare('SELECT seq FROM progress').pluck().get()
    const notes = opened.db.prepare('SELECT count(*) FROM note').pluck().get()
    const integrity = opened.db.pragma('integrity_check', { simple: true })
    opened.close()
    return { opens: passphrase === PASSPHRASE ? 'old' : 'new', seq, notes, integrity, backups }
  }
  return { opens: 'with neither' }
}

async function openUnlessWrong(folder: string, passphrase: Uint8Array): Promise<OpenVault | null> {
  try {
    return await openVault(testTools({ migrations: migrated }), folder, passphrase)
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-passphrase') return null
    throw error
  }
}

async function failAt(
  mode: Mode,
  at: number,
  given: { make: Prepare; fault: (typeof FAULTS)[number] },
) {
  const { folder, environment } = await given.make(mode)
  const { FAIL_WITH, FAIL_ON } = given.fault
  const wrong = { ...environment, FAIL_AT: String(at), FAIL_WITH, FAIL_ON }
  const child = startVaultProcess(mode, folder, wrong)
  await child.ends()
  return {
    mode,
    at,
    fault: given.fault.name,
    lines: child.lines,
    rest: await describeRest(mode, folder),
  }
}

type Outcome = Awaited<ReturnType<typeof failAt>>

const SENTENCES: readonly string[] = [
  'done',
  'disk-full',
  'disk-error',
  'folder-not-writable',
  'backup-failed',
]

function saidLast(lines: readonly string[]): string {
  const last = lines.at(-1) ?? ''
  return last.startsWith('refused') ? (JSON.parse(last.slice(8)) as { code: string }).code : last
}

function problemOf(outcome: Outcome): string | null {
  const said = saidLast(outcome.lines)
  const { rest } = outcome
  if (outcome.fault !== 'killed' && !SENTENCES.includes(said)) return `said ${said}`
  if (rest.opens === 'with neither') return 'does not open'
  if (rest.opens === 'none') return said === 'done' ? 'gone' : null
  if (rest.integrity !== 'ok') return 'not whole'
  if ((rest.seq === 1) !== (rest.notes === 41)) return 'half a change'
  return problemOfAcknowledged(outcome)
}

function problemOfAcknowledged({ mode, lines, rest }: Outcome): string | null {
  if (lines.includes('committed 1') && rest.seq !== 1) return 'lost what was acknowledged'
  if (lines.includes('backed-up') && (rest.backups ?? 0) === 0) return 'lost the backup'
  const recovered = mode === 'recover' && lines.at(-1) === 'done'
  return recovered && rest.opens !== 'new' ? 'lost the passphrase' : null
}

test.for(MODES)(
  '%s stopped by a full disk, a broken one or a kill leaves the old state or the new one',
  async (mode, context) => {
    const library = compileShim(shim)
    if (library === null) {
      process.stderr.write(`NOT PROVED: ${mode} on a full or broken disk (needs Linux and gcc)\n`)
      return context.skip()
    }
    const make = await prepare(library)
    const changes = await countChanges(mode, make)
    const count = Math.min(POINTS, changes)
    const points = Array.from({ length: count }, (_, at) => 1 + Math.floor((at * changes) / count))
    const jobs = points.flatMap((at) => FAULTS.map((fault) => ({ at, fault })))
    const outcomes: Outcome[] = []
    const work = async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) {
        outcomes.push(await failAt(mode, job.at, { make, fault: job.fault }))
      }
    }
    await Promise.all(Array.from({ length: LANES }, work))
    const problems = outcomes.flatMap((outcome) => {
      const problem = problemOf(outcome)
      return problem === null ? [] : [{ problem, ...outcome }]
    })
    expect(problems).toEqual([])
    // The faults did reach somebody: most runs were refused.
    expect(outcomes.filter(({ lines }) => lines.at(-1) !== 'done').length).toBeGreaterThan(
      count / 2,
    )
  },
)
