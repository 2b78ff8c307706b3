// What comes out of a damaged file was in it, and what is said to be lost is lost.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openEncrypted } from '../../../electron/core/vault/cipher.ts'
import { salvageTask } from '../../../electron/core/vault/salvage/salvage.ts'
import { salvageReport, type SalvageReport } from '../../../shared/workspace/salvage.ts'
import {
  listTreePages,
  makeSalvageFile,
  readRows,
  startChance,
  type Rows,
  type SalvageFile,
} from '../../support/salvage-file.ts'
import { LEFT_OUT, salvageMigrations } from '../../support/salvage-schema.ts'
import { makeParent, refusalOf } from '../../support/vault.ts'

const PAGE = 4096
const NIGHTLY = Number(process.env['THROUGHLINE_NIGHTLY'] ?? 0)
const RUNS = NIGHTLY > 0 ? 2_000 : 120
const quiet = { progress: () => {}, isCancelled: () => false }

interface Salvaged {
  readonly report: SalvageReport
  readonly rows: Rows
}

async function salvage(file: SalvageFile, image: Buffer): Promise<Salvaged> {
  writeFileSync(file.path, image)
  const target = join(makeParent(), 'salvaged.db')
  const databaseKey = Uint8Array.from(file.cipher.key)
  const wid = Buffer.from(file.cipher.wid).toString('hex')
  const report = await salvageTask(
    {
      name: 'Acme',
      database: file.path,
      target,
      wid,
      databaseKey,
      migrations: salvageMigrations,
      version: null,
      leaveOut: LEFT_OUT,
      now: '2027-01-12T00:00:00.000Z',
    },
    quiet,
  )
  expect(databaseKey.every((byte) => byte === 0)).toBe(true)
  expect(readFileSync(file.path).equals(image)).toBe(true)
  expect(statSync(target).mode & 0o777).toBe(0o600)
  const db = openEncrypted(target, file.cipher, { driver: Database, readonly: true })
  const rows = readRows(db)
  db.close()
  return { report: salvageReport.parse(report), rows }
}

/** Rows that were not in the file, and bounds that do not hold. */
function findLies(file: SalvageFile, { report, rows }: Salvaged): string[] {
  return report.tables.flatMap(({ table, rows: said, lost }) => {
    const before = file.rows.get(table) ?? new Set()
    const after = rows.get(table) ?? new Set()
    const isRebuilt = table === 'workspace' && report.workspaceRowRebuilt
    const invented = isRebuilt ? [] : [...after].filter((row) => !before.has(row))
    const kept = isRebuilt ? 0 : after.size
    const gone = before.size - kept
    const lies = invented.map((row) => `${table} never had ${row.slice(0, 200)}`)
    if (said !== kept) lies.push(`${table} has ${kept}, not ${said}`)
    const isTrue = gone >= lost.least && (lost.most === null || gone <= lost.most)
    if (!isTrue) lies.push(`${table} lost ${gone}, not ${lost.least} to ${lost.most}`)
    return lies
  })
}

const lossOf = ({ report }: Salvaged, name: string) =>
  report.tables.find(({ table }) => table === name)?.lost

const DAMAGES = ['flips', 'zeroed', 'cut', 'first page', 'inner pages', 'everything'] as const
type Damage = (typeof DAMAGES)[number]

function damage(file: SalvageFile, kind: Damage, chance: (below: number) => number): Buffer {
  const image = Buffer.from(file.image)
  const zero = (page: number) => image.fill(0, (page - 1) * PAGE, page * PAGE)
  const pages = image.length / PAGE
  const all = kind === 'everything'
  if (kind === 'flips' || all) {
    for (let more = 1 + chance(20); more > 0; more -= 1) {
      image[chance(image.length)]! ^= 1 << chance(8)
    }
  }
  if (kind === 'zeroed' || all)
    for (let more = 1 + chance(8); more > 0; more -= 1) zero(1 + chance(pages))
  if (kind === 'first page' || (all && chance(2) === 0)) zero(1)
  if (kind === 'inner pages' || all) {
    const { inner } = listTreePages(file)
    for (let more = 1 + chance(3); more > 0; more -= 1) zero(inner[chance(inner.length)] ?? 1)
  }
  const isCut = kind === 'cut' || (all && chance(2) === 0)
  return isCut ? image.subarray(0, 1 + chance(image.length)) : image
}

const files = [1, 2, 3].map((seed) => ({ seed, size: [0, 40, 400][seed - 1] ?? 0 }))

test.each(files)(
  'an undamaged file comes out whole: nothing lost, exactly ($size)',
  async ({ seed, size }) => {
    const file = makeSalvageFile(seed, size)
    const found = await salvage(file, file.image)
    for (const [table, before] of file.rows) {
      expect(found.rows.get(table)).toEqual(LEFT_OUT.includes(table) ? new Set() : before)
    }
    expect(found.report).toMatchObject({
      damagedPages: 0,
      missingPages: 0,
      contradictingPages: 0,
      unplacedRows: 0,
      journal: 'none',
      schemaVersion: 3,
      workspaceRowRebuilt: false,
    })
    for (const { lost } of found.report.tables) expect(lost).toEqual({ least: 0, most: 0 })
  },
)

describe.each(DAMAGES)('a file with %s', (kind) => {
  test('gives no row it never had, and says truly how many it lost', async () => {
    const made = [40, 400].map((size) => makeSalvageFile(size, size))
    const one = fc.record({ seed: fc.integer(), at: fc.nat(made.length - 1) })
    await fc.assert(
      fc.asyncProperty(one, async ({ seed, at }) => {
        const file = made[at]!
        const found = await salvage(file, damage(file, kind, startChance(seed)))
        expect(findLies(file, found)).toEqual([])
      }),
      { numRuns: Math.ceil(RUNS / DAMAGES.length) },
    )
  })
})
