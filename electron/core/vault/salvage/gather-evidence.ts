// What the pages of a table and its indexes say about how many rows it had.
import { countMostPerPage, type Evidence } from './count-lost.ts'
import type { KnownTable } from './known-schema.ts'
import type { Placed, PlacedTable } from './place-trees.ts'
import { readRows } from './read-rows.ts'
import type { Ground, Tree } from './walk-tree.ts'

export interface FoundRows {
  readonly placedTable: PlacedTable
  /** Of every row that is known to have been there. */
  readonly rowids: ReadonlySet<bigint>
  readonly found: number
}

export function treesOf({ main, orphans }: PlacedTable): Tree[] {
  return main ? [main, ...orphans] : [...orphans]
}

export function gatherEvidence(
  ground: Ground,
  placed: Placed,
  rows: FoundRows,
): Omit<Evidence, 'isDoubtful'> {
  const { table, main, orphans } = rows.placedTable
  const { named, entries } = askIndexes(ground, placed, rows)
  return {
    knownRows: table.withoutRowid ? rows.found : named.size,
    foundRows: rows.found,
    entries,
    holes: treesOf(rows.placedTable).flatMap((tree) => tree.holes),
    hasRoot: main !== null,
    withoutRowid: table.withoutRowid,
    orphans: orphans.length,
    unplacedRows: placed.unplaced.get(table.name) ?? 0,
    mostPerPage: countMostPerPage(table.leastColumns),
    lostPages: countLostPages(ground),
  }
}

/** The ids of all rows that the table or an index of it names, and how many a whole index has. */
function askIndexes(ground: Ground, placed: Placed, { placedTable, rowids, found }: FoundRows) {
  const { table } = placedTable
  const named = new Set(rowids)
  let entries: number | null = null
  for (const [name, tree] of placed.indexes) {
    const index = placed.indexOf.get(name)
    if (index?.table !== table.name) continue
    const read = readIndex(ground, tree, table)
    for (const rowid of read.rowids) named.add(rowid)
    if (!read.isWhole || !index.isTotal) continue
    entries = read.count
    const isStrange = [...rowids].some((rowid) => !read.rowids.has(rowid))
    if (isStrange || read.count < found) ground.contradicting.add(tree.pages[0] ?? 0)
  }
  return { named, entries }
}

interface ReadIndex {
  readonly count: number
  readonly isWhole: boolean
  readonly rowids: ReadonlySet<bigint>
}

/** The last value of an entry is the id of its row. */
function readIndex(ground: Ground, tree: Tree, table: KnownTable): ReadIndex {
  const rowids = new Set<bigint>()
  let count = 0
  let isWhole = tree.holes.length === 0
  for (const { values } of readRows(ground, tree.pages)) {
    const last = values?.at(-1)
    count += 1
    if (values === null) isWhole = false
    else if (typeof last === 'bigint' && !table.withoutRowid) rowids.add(last)
  }
  return { count, isWhole, rowids }
}

function countLostPages({ map, referenced }: Ground): number | null {
  if (map.missing === null) return null
  let lost = [...map.damaged].filter((page) => !referenced.has(page)).length
  for (let page = map.file.count + 1; page <= map.file.count + map.missing; page += 1) {
    if (!referenced.has(page)) lost += 1
  }
  return lost
}
