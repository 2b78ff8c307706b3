// How many rows are lost, between two numbers that are both proven: by the pages that are missing, by
// the range of row ids they can hold, and by the entries that a whole index has.
import type { RowsLost } from '../../../../shared/workspace/salvage.ts'
import type { Hole } from './walk-tree.ts'
import { USABLE_BYTES } from '../page-cipher.ts'

export interface Evidence {
  /** Rows that are known to have been in the table: read, broken, or named by an index. */
  readonly knownRows: number
  /** Rows found on its own pages, also the broken ones. */
  readonly foundRows: number
  /** Entries of an index of it that is whole; null: there is none. */
  readonly entries: number | null
  readonly holes: readonly Hole[]
  readonly hasRoot: boolean
  /** Its inner pages hold rows too. */
  readonly withoutRowid: boolean
  readonly orphans: number
  /** Rows without a place that could be of this table. */
  readonly unplacedRows: number
  readonly mostPerPage: number
  /** Damaged or missing pages that nothing points to; null: nobody knows how many. */
  readonly lostPages: number | null
  /** Pages contradict each other: one of them is of another time, and nothing can be proven. */
  readonly isDoubtful: boolean
}

export function boundLost(evidence: Evidence, kept: number): RowsLost {
  if (evidence.isDoubtful) return { least: 0, most: null }
  if (evidence.entries !== null) {
    const lost = Math.max(0, evidence.entries - kept)
    return { least: lost, most: lost }
  }
  const least = Math.max(evidence.knownRows, evidence.foundRows + countHoles(evidence)) - kept
  const hidden = boundHidden(evidence)
  const most = hidden === null ? null : Math.max(evidence.foundRows + hidden - kept, least, 0)
  return { least: Math.max(0, least), most }
}

/** A page of a tree has at least one row, unless it is the root. */
function countHoles({ holes, orphans }: Evidence): number {
  // What hangs below an open hole may be what was found without a parent.
  const sure = holes.filter(({ isRoot, isLeaf }) => !isRoot && (isLeaf || orphans === 0))
  return sure.length
}

function boundHidden(evidence: Evidence): number | null {
  const { holes, hasRoot, mostPerPage, lostPages, unplacedRows } = evidence
  const ends = holes.filter(({ isLeaf }) => isLeaf)
  const open = holes.filter(({ isLeaf }) => !isLeaf)
  const inEnds = sum(ends.map((hole) => Math.min(mostPerPage, widthOf(hole))))
  if (hasRoot && open.length === 0) return inEnds
  const inOpen = hasRoot ? sum(open.map(widthOf)) : Infinity
  const pages =
    lostPages === null ? Infinity : lostPages + open.filter(canHoldRows(evidence)).length
  const most = inEnds + Math.min(inOpen, pages * mostPerPage + unplacedRows)
  return Number.isFinite(most) ? most : null
}

/** The only hole of a tree of which other pages were found is above them. */
function canHoldRows({ holes, orphans, withoutRowid }: Evidence): (hole: Hole) => boolean {
  const isAbove = holes.length === 1 && orphans > 0
  return ({ isLeaf }) => withoutRowid || (isLeaf === null && !isAbove)
}

function widthOf({ low, high }: Hole): number {
  return low === null || high === null ? Infinity : Number(high - low)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

const LEAF_HEADER_BYTES = 8
const POINTER_BYTES = 2
const LEAST_CELL_BYTES = 4
/** Length of the record and length of the record's own header: one byte each at least. */
const LEAST_FRAME_BYTES = 2

/** How many rows fit on a page if every value is as short as can be. */
export function countMostPerPage(leastColumns: number): number {
  const cell = POINTER_BYTES + Math.max(LEAST_CELL_BYTES, LEAST_FRAME_BYTES + leastColumns)
  return Math.floor((USABLE_BYTES - LEAF_HEADER_BYTES) / cell)
}
