// Every authentic tree page is given to a table: first by walking from the roots that SQLite's schema
// table names, then, for pages whose way from the root is broken, by what the rows on them look like.
// A subtree that fits no table or several stays unplaced: a guess would be a silently wrong row.
import { prepareFits, type Fits } from './fit-row.ts'
import { readRoot, type FoundRoot } from './find-roots.ts'
import type { KnownIndex, KnownSchema, KnownTable } from './known-schema.ts'
import { readRows } from './read-rows.ts'
import {
  startGround,
  walkTree,
  type Family,
  type Ground,
  type Hole,
  type Tree,
} from './walk-tree.ts'

const SCHEMA_ROOT = 1

export interface PlacedTable {
  readonly table: KnownTable
  /** Null: nobody knows where it began. */
  readonly main: Tree | null
  /** Subtrees that lost their parents. */
  readonly orphans: readonly Tree[]
}

export interface Placed {
  readonly tables: ReadonlyMap<string, PlacedTable>
  readonly indexes: ReadonlyMap<string, Tree>
  readonly indexOf: ReadonlyMap<string, KnownIndex>
  /** Rows that could belong to each table, and were given to none. */
  readonly unplaced: ReadonlyMap<string, number>
  readonly unplacedRows: number
}

interface Placing {
  readonly ground: Ground
  readonly schema: KnownSchema
  readonly fits: Fits
  readonly trees: Map<string, Tree>
  readonly orphans: Map<string, Tree[]>
  readonly unplaced: Map<string, number>
  readonly leftOut: ReadonlySet<string>
  unplacedRows: number
}

/** `leftOut`: tables whose rows nobody asks for, so that none of theirs counts as unplaced. */
export function placeTrees(
  ground: Ground,
  schema: KnownSchema,
  leftOut: ReadonlySet<string>,
): Placed {
  const fits = prepareFits(schema)
  const maps = { trees: new Map(), orphans: new Map(), unplaced: new Map() }
  const placing: Placing = { ground, schema, fits, leftOut, unplacedRows: 0, ...maps }
  const main = walkTree(ground, SCHEMA_ROOT, 'table')
  walkRoots(placing, main)
  if (main.holes.length > 0) {
    for (const page of listTops(ground, 'table')) placeSchemaPage(placing, page)
  }
  for (const page of listTops(ground, 'table')) placeOrphan(placing, page)
  countKeyedOrphans(placing)
  const { trees, orphans, unplaced, unplacedRows } = placing
  return {
    tables: new Map(
      [...schema.tables].map(([name, table]) => [
        name,
        { table, main: trees.get(name) ?? null, orphans: orphans.get(name) ?? [] },
      ]),
    ),
    indexes: new Map([...trees].filter(([name]) => schema.indexes.has(name))),
    indexOf: schema.indexes,
    unplaced,
    unplacedRows,
  }
}

function walkRoots(placing: Placing, schemaTree: Tree): void {
  const { ground, schema, trees } = placing
  for (const row of readRows(ground, schemaTree.pages)) {
    const root = readRoot(schema, row)
    if (!root || root.page === 0 || trees.has(root.name)) continue
    const tree = walkTree(ground, root.page, familyOf(schema, root))
    if (root.isOurs) trees.set(root.name, tree)
    else if (!schema.indexes.has(root.name)) placing.unplacedRows += countRows(ground, tree)
  }
}

function familyOf({ tables, indexes }: KnownSchema, { name }: FoundRoot): Family {
  return indexes.has(name) || tables.get(name)?.withoutRowid ? 'index' : 'table'
}

/** Authentic, in no tree yet, and no authentic page points to it. */
function listTops({ map, reached }: Ground, family: Family): number[] {
  const pointedTo = new Set([...map.below.values()].flat())
  const tops: number[] = []
  for (let page = 1; page <= map.file.count; page += 1) {
    const isTop = map.kindOf(page)?.startsWith(family) && !map.free.has(page)
    if (isTop && !reached.has(page) && !pointedTo.has(page)) tops.push(page)
  }
  return tops
}

/** Looked at from outside first: only a page whose every row is ours word for word is of the schema. */
function placeSchemaPage(placing: Placing, page: number): void {
  const { ground, schema } = placing
  const apart = startGround(ground.map)
  const rows = [...readRows(apart, walkTree(apart, page, 'table').pages)]
  const isSchema = rows.length > 0 && rows.every((row) => readRoot(schema, row)?.isOurs)
  if (isSchema) walkRoots(placing, walkTree(ground, page, 'table'))
}

function placeOrphan(placing: Placing, page: number): void {
  const { ground, orphans } = placing
  const tree = walkTree(ground, page, 'table')
  const { tables, rows, isTried } = listFitting(placing, tree)
  if (rows === 0 && tree.holes.length === 0) return
  // Every tree is whole without it: it was put back from another time.
  if (tables.length === 0) ground.contradicting.add(page)
  const [only] = tables
  if (only && tables.length === 1 && isTried) {
    orphans.set(only.name, [...(orphans.get(only.name) ?? []), tree])
  } else countUnplaced(placing, tables, rows)
}

/** All rows of a subtree are of one table: a row that one table refuses rules it out for all. */
function listFitting({ ground, schema, trees, fits }: Placing, { pages }: Tree) {
  let tables = [...schema.tables.values()].filter(({ withoutRowid }) => !withoutRowid)
  let rows = 0
  let isTried = false
  let first: bigint | undefined
  let last: bigint | undefined
  for (const row of readRows(ground, pages)) {
    rows += 1
    last = row.rowid ?? 0n
    first ??= last
    if (!row.values || (isTried && tables.length <= 1)) continue
    tables = tables.filter((table) => fits(table, row))
    isTried = true
  }
  const open = tables.filter(({ name }) => {
    const tree = trees.get(name)
    return !tree || tree.holes.some((hole) => canHold(hole, first, last))
  })
  return { tables: open, rows, isTried }
}

/** A hole that is itself a leaf has no pages below it. */
function canHold({ low, high, isLeaf }: Hole, first = 0n, last = first): boolean {
  return isLeaf !== true && (low === null || first > low) && (high === null || last <= high)
}

function countUnplaced(placing: Placing, tables: readonly KnownTable[], rows: number): void {
  const { unplaced, leftOut } = placing
  for (const { name } of tables) unplaced.set(name, (unplaced.get(name) ?? 0) + rows)
  if (tables.every(({ name }) => leftOut.has(name)) && tables.length > 0) return
  placing.unplacedRows += rows
}

/** Pages of tables without row ids look like those of an index: counted, never placed. */
function countKeyedOrphans(placing: Placing): void {
  const { ground, schema, trees, leftOut } = placing
  const open = [...schema.tables.values()].filter(({ name, withoutRowid }) => {
    const tree = trees.get(name)
    return withoutRowid && !leftOut.has(name) && (!tree || tree.holes.some((hole) => !hole.isLeaf))
  })
  if (open.length === 0) return
  for (const page of listTops(ground, 'index')) {
    countUnplaced(placing, open, countRows(ground, walkTree(ground, page, 'index')))
  }
}

function countRows(ground: Ground, { pages }: Tree): number {
  let count = 0
  for (const _ of readRows(ground, pages)) count += 1
  return count
}
