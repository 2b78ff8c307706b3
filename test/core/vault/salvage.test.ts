// What comes out of a damaged file was in it, and what is said to be lost is lost.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  listTreePages,
  makeSalvageFile,
  startChance,
  type SalvageFile,
} from '../../support/salvage-file.ts'
import { findLies, salvageImage } from '../../support/salvage-run.ts'
import { LEFT_OUT } from '../../support/salvage-schema.ts'

const PAGE = 4096
const RUNS = process.env['THROUGHLINE_NIGHTLY'] ? 3_000 : 120

type Chance = (below: number) => number
type Damage = (image: Buffer, chance: Chance, inner: readonly number[]) => Buffer

const zero = (image: Buffer, page: number) => image.fill(0, (page - 1) * PAGE, page * PAGE)
const repeat = (times: number, act: () => void) => {
  for (let more = times; more > 0; more -= 1) act()
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'flipped bits': (image, chance) => {
    repeat(1 + chance(20), () => (image[chance(image.length)]! ^= 1 << chance(8)))
    return image
  },
  'emptied pages': (image, chance) => {
    repeat(1 + chance(8), () => zero(image, 1 + chance(image.length / PAGE)))
    return image
  },
  'its end cut off': (image, chance) => image.subarray(0, PAGE + chance(image.length - PAGE)),
  'no first page': (image) => zero(image, 1),
  'inner pages lost': (image, chance, inner) => {
    repeat(1 + chance(3), () => zero(image, inner[chance(inner.length)] ?? 1))
    return image
  },
}
const KINDS = [...Object.keys(DAMAGES), 'everything at once']

function damage(file: SalvageFile, kind: string, chance: Chance): Buffer {
  const { inner } = listTreePages(file)
  const chosen = Object.entries(DAMAGES).filter(
    ([name]) => name === kind || (kind === 'everything at once' && chance(2) === 0),
  )
  // Cut last: the others change pages that are still there.
  const order = chosen.toSorted(([a], [b]) => Number(a.includes('cut')) - Number(b.includes('cut')))
  const whole: Buffer = Buffer.from(file.image)
  return order.reduce((image, [, act]) => act(image, chance, inner), whole)
}

/** Not one page is as it was: refused, as a test of its own says. */
function isBarren(file: SalvageFile, image: Buffer): boolean {
  const pageOf = (from: Buffer, page: number) => from.subarray(page * PAGE, (page + 1) * PAGE)
  const pages = Array.from({ length: Math.floor(image.length / PAGE) }, (_, page) => page)
  return pages.every((page) => !pageOf(image, page).equals(pageOf(file.image, page)))
}

const files = [1, 2, 3].map((seed) => ({ seed, size: [0, 40, 400][seed - 1] ?? 0 }))

test.each(files)(
  'an undamaged file comes out whole: nothing lost, exactly ($size)',
  async ({ seed, size }) => {
    const file = makeSalvageFile(seed, size)
    const found = await salvageImage(file, file.image)
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

describe.each(KINDS)('a file with %s', (kind) => {
  test('gives no row it never had, and says truly how many it lost', async () => {
    const made = [40, 400].map((size) => makeSalvageFile(size, size))
    const one = fc.record({ seed: fc.integer(), at: fc.nat(made.length - 1) })
    await fc.assert(
      fc.asyncProperty(one, async ({ seed, at }) => {
        const file = made[at]!
        const image = damage(file, kind, startChance(seed))
        if (isBarren(file, image)) return
        expect(findLies(file, await salvageImage(file, image))).toEqual([])
      }),
      { numRuns: Math.ceil(RUNS / KINDS.length) },
    )
  }, 3_600_000)
})

/** What stands behind "known limit" in salvage.ts: pages prove where they belong, not when. */
test('pages put back from an earlier day bring old rows at worst, and are mostly noticed', async () => {
  const file = makeSalvageFile(11, 300)
  let noticed = 0
  const splice = fc.array(fc.nat(), { minLength: 1, maxLength: 3 })
  const runs = Math.ceil(RUNS / 4)
  await fc.assert(
    fc.asyncProperty(splice, async (picks) => {
      const { report, rows } = await salvageImage(file, putBack(file, picks))
      if (report.contradictingPages > 0) {
        noticed += 1
        expect(report.tables.every(({ lost }) => lost.most === null)).toBe(true)
      }
      const invented = [...rows].flatMap(([table, after]) =>
        [...after].filter((row) => !isOfEither(file, table, row)),
      )
      expect(invented).toEqual([])
    }),
    { numRuns: runs },
  )
  expect(noticed).toBeGreaterThan(runs / 4)
}, 3_600_000)

/** Earlier versions of pages that are not the first and have changed since. */
function putBack(file: SalvageFile, picks: readonly number[]): Buffer {
  const image = Buffer.from(file.image)
  const pieceOf = (from: Buffer, page: number) => from.subarray((page - 1) * PAGE, page * PAGE)
  const count = Math.min(file.earlier.length, image.length) / PAGE
  const changed = Array.from({ length: count - 1 }, (_, at) => at + 2).filter(
    (page) => !pieceOf(file.earlier, page).equals(pieceOf(file.image, page)),
  )
  for (const pick of picks) {
    const page = changed[pick % changed.length] ?? 2
    pieceOf(file.earlier, page).copy(image, (page - 1) * PAGE)
  }
  return image
}

/** A row of several pages can be a mix: its pages are whole, but of two days. */
function isOfEither(file: SalvageFile, table: string, row: string): boolean {
  // Two signs for each byte.
  const isLong = row.length > 1.9 * PAGE
  return isLong || Boolean(file.rows.get(table)?.has(row) || file.earlierRows.get(table)?.has(row))
}
