// Table by table into the new file, and what each of them is known to have lost.
import type Database from 'better-sqlite3'
import { AppError } from '../../../../shared/kit/errors.ts'
import type { SalvagedTable } from '../../../../shared/workspace/salvage.ts'
import type { JobTools } from '../../job-tasks.ts'
import { boundLost } from './count-lost.ts'
import { removeStrays } from './fill-target.ts'
import { gatherEvidence, treesOf, type FoundRows } from './gather-evidence.ts'
import { prepareInsert } from './insert-rows.ts'
import type { StoredValue } from './parse-record.ts'
import type { Placed, PlacedTable } from './place-trees.ts'
import { readRows } from './read-rows.ts'
import type { Ground } from './walk-tree.ts'

const STEP = 256
const SEQUENCE = 'sqlite_sequence'

interface Bringing {
  readonly db: Database.Database
  readonly ground: Ground
  readonly placed: Placed
  readonly isDoubtful: boolean
}

interface Brought extends FoundRows {
  readonly refused: number
}

export function bringTables(
  bringing: Bringing,
  { leaveOut }: { readonly leaveOut: readonly string[] },
  tools: JobTools,
): SalvagedTable[] {
  const { db, placed } = bringing
  const wanted = [...placed.tables.values()].filter(
    ({ table: { name, isShadow } }) => !leaveOut.includes(name) && name !== SEQUENCE && !isShadow,
  )
  // What migrations put in is either read from the old file or lost from it.
  for (const { table } of wanted) db.exec(`DELETE FROM "${table.name}"`)
  const brought = wanted.map((placedTable, at) => {
    tools.progress('write', at, wanted.length)
    return bringRows(bringing, placedTable, tools)
  })
  const names = wanted.map(({ table }) => table.name)
  const strays = removeStrays(db, names)
  keepSequences(bringing, names)
  tools.progress('check', 0, 1)
  const evidence = brought.map((each) => gatherEvidence(bringing.ground, placed, each))
  const isDoubtful = bringing.isDoubtful || bringing.ground.contradicting.size > 0
  return brought.map(({ placedTable: { table }, refused }, at) => {
    const rows = db.prepare(`SELECT count(*) FROM "${table.name}"`).pluck().get() as number
    const known = evidence[at]
    return {
      table: table.name,
      rows,
      lost: known ? boundLost({ ...known, isDoubtful }, rows) : { least: 0, most: null },
      withoutParent: strays.get(table.name) ?? 0,
      refused,
    }
  })
}

function bringRows({ db, ground }: Bringing, placedTable: PlacedTable, tools: JobTools): Brought {
  const insert = prepareInsert(db, placedTable.table)
  const rowids = new Set<bigint>()
  let found = 0
  let refused = 0
  for (const row of readRows(
    ground,
    treesOf(placedTable).flatMap(({ pages }) => pages),
  )) {
    found += 1
    if (found % STEP === 0 && tools.isCancelled()) throw new AppError('cancelled', {})
    if (row.rowid !== null) rowids.add(row.rowid)
    if (row.values && !insert(row)) refused += 1
  }
  return { placedTable, rowids, found, refused }
}

/** The next row must not get the number of one that was deleted: numbers may stand on paper. */
function keepSequences({ db, ground, placed }: Bringing, names: readonly string[]): void {
  const sequence = placed.tables.get(SEQUENCE)
  if (!sequence) return
  const keep = db.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?')
  const add = db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
  for (const { values } of readRows(
    ground,
    treesOf(sequence).flatMap(({ pages }) => pages),
  )) {
    const [name, last] = [readName(values?.[0]), values?.[1]]
    if (name === null || !names.includes(name) || typeof last !== 'bigint') continue
    if (keep.run(last, name).changes === 0) add.run(name, last)
  }
}

function readName(value: StoredValue | undefined): string | null {
  return value && typeof value === 'object' && 'text' in value ? value.text.toString('utf8') : null
}
