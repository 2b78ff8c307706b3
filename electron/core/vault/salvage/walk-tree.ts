// From a page down to its leaves, as far as pages are authentic. What is missing becomes a hole with
// the range of row ids it can hold. A page that contradicts its parent is authentic but of another
// time: it was put back, and its rows are not taken.
import type { PageMap } from './map-pages.ts'
import { OVERFLOW_BYTES, parsePage, type Cell, type TreePage } from './parse-page.ts'

const MOST_LEVELS = 40

export type Family = 'table' | 'index'

/** Row ids above `low` and up to `high`; null: no limit is known. */
export interface Range {
  readonly low: bigint | null
  readonly high: bigint | null
}

export interface Hole extends Range {
  readonly page: number
  readonly isRoot: boolean
  /** Null: no leaf of this tree was reached, so nobody knows on which level they are. */
  readonly isLeaf: boolean | null
}

export interface Tree {
  /** Pages with rows on them, in order. */
  readonly pages: readonly number[]
  readonly holes: readonly Hole[]
}

/** What all walks through one file share. */
export interface Ground {
  readonly map: PageMap
  readonly reached: Set<number>
  /** Every page that an authentic page points to. */
  readonly referenced: Set<number>
  /** How many rows say that an overflow page is theirs. */
  readonly claims: Map<number, number>
  /** Pages that contradict each other, by number. */
  readonly contradicting: Set<number>
}

export function startGround(map: PageMap): Ground {
  return {
    map,
    reached: new Set(),
    referenced: new Set(map.free),
    claims: new Map(),
    contradicting: new Set(listBeyond(map)),
  }
}

/** Authentic pages after what page 1 calls the end: page 1 is older than they are. */
function listBeyond({ file, header, kindOf }: PageMap): number[] {
  const from = header ? header.pages + 1 : file.count + 1
  const beyond = Array.from({ length: Math.max(0, file.count + 1 - from) }, (_, at) => from + at)
  return beyond.filter((page) => kindOf(page) !== null)
}

interface Walk {
  readonly ground: Ground
  readonly family: Family
  readonly pages: number[]
  readonly holes: (Omit<Hole, 'isLeaf'> & { readonly level: number })[]
  leafLevel: number | null
}

interface Spot extends Range {
  readonly level: number
}

export function walkTree(ground: Ground, root: number, family: Family): Tree {
  const walk: Walk = { ground, family, pages: [], holes: [], leafLevel: null }
  visit(walk, root, { level: 0, low: null, high: null })
  const { leafLevel } = walk
  return {
    pages: walk.pages,
    holes: walk.holes.map(({ level, ...hole }) => ({
      ...hole,
      isLeaf: leafLevel === null ? null : level === leafLevel,
    })),
  }
}

function visit(walk: Walk, page: number, spot: Spot): void {
  const { ground } = walk
  ground.referenced.add(page)
  const found = findPage(walk, page, spot)
  if (!found) {
    walk.holes.push({ ...spot, page, isRoot: spot.level === 0 })
    return
  }
  ground.reached.add(page)
  if (found.right === 0) {
    walk.leafLevel ??= spot.level
    walk.pages.push(page)
    for (const cell of found.cells) claimOverflow(ground, cell)
    return
  }
  // In an index the inner pages hold entries of their own.
  if (walk.family === 'index') {
    walk.pages.push(page)
    for (const cell of found.cells) claimOverflow(ground, cell)
  }
  let { low } = spot
  for (const cell of found.cells) {
    visit(walk, cell.left, { level: spot.level + 1, low, high: cell.rowid })
    low = cell.rowid
  }
  visit(walk, found.right, { level: spot.level + 1, low, high: spot.high })
}

/** Null: damaged, missing, or in contradiction to what points to it. */
function findPage(walk: Walk, page: number, spot: Spot): TreePage | null {
  const { map, reached, contradicting } = walk.ground
  const kind = map.kindOf(page)
  if (kind === null) return null
  const bytes = map.file.read(page)
  const parsed = bytes && parsePage(bytes, page)
  const agrees =
    parsed !== null &&
    kind.startsWith(walk.family) &&
    !map.free.has(page) &&
    !reached.has(page) &&
    spot.level < MOST_LEVELS &&
    isInRange(parsed, spot) &&
    isOnLevel(walk, parsed, spot.level) &&
    (parsed.cells.length > 0 || spot.level === 0)
  if (agrees) return parsed
  contradicting.add(page)
  return null
}

function isInRange({ kind, cells }: TreePage, { low, high }: Range): boolean {
  let before = low
  for (const { rowid } of cells) {
    if (rowid === null) continue
    if (before !== null && rowid <= before) return false
    if (high !== null && rowid > high) return false
    before = rowid
  }
  // The range right of the last key would be empty.
  return kind !== 'table-inner' || high === null || before === null || before < high
}

function isOnLevel({ leafLevel }: Walk, { right }: TreePage, level: number): boolean {
  return leafLevel === null || (right === 0 ? level === leafLevel : level < leafLevel)
}

function claimOverflow({ map, referenced, claims }: Ground, cell: Cell): void {
  for (const page of followOverflow(map, cell)) {
    referenced.add(page)
    claims.set(page, (claims.get(page) ?? 0) + 1)
  }
}

/** The pages with the rest of a payload, as far as they can be followed. */
export function followOverflow(map: PageMap, { overflow, payloadBytes, local }: Cell): number[] {
  const pages: number[] = []
  let page = overflow
  for (let rest = payloadBytes - local.length; rest > 0; rest -= OVERFLOW_BYTES) {
    pages.push(page)
    if (map.kindOf(page) !== 'other' || map.free.has(page)) return pages
    // A chain longer than the file goes round in a circle.
    if (pages.length > map.file.count) return pages
    page = map.nextOf(page)
  }
  return pages
}
