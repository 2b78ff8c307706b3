// What the present file, or the tail beside the keys, has beyond a backup goes into the backup before
// it takes the place: record and ledgers only ever grow, and what is on the lists stays done.
import type Database from 'better-sqlite3'
import { createWriter } from '../db/handle.ts'
import { appendEntry } from '../record/chain.ts'
import { findKey, writeCarried, type CarriedRow } from './carried.ts'

const RECORD = 'record_entry'
const PAYLOAD = 'record_payload'
const MOST_IDS = 200

export interface Carried {
  readonly counts: ReadonlyMap<string, number>
  /** Record lines are missing between the backup and what could be read. */
  readonly hasGap: boolean
}

/** In the running transaction on the backup's image. */
export function carryForward(
  db: Database.Database,
  recordKey: Uint8Array,
  rows: readonly CarriedRow[],
): Carried {
  const record = rows.filter(({ table }) => table === RECORD)
  const shared = findSharedLine(db, record)
  const goesOn = isUnbroken(record, shared)
  const counts = new Map<string, number>()
  if (goesOn) counts.set(RECORD, carryRecord(db, recordKey, { record, shared, rows }))
  for (const row of rows) {
    if (row.table === RECORD || row.table === PAYLOAD) continue
    for (const [table, count] of writeCarried(db, [row]))
      counts.set(table, (counts.get(table) ?? 0) + count)
    appendIfOther(db, row, counts)
  }
  return { counts, hasGap: !goesOn }
}

interface Branches {
  readonly record: readonly CarriedRow[]
  readonly shared: number
  readonly rows: readonly CarriedRow[]
}

/** Where both went on by themselves, the longer stays as it is and the other's lines follow it. */
function carryRecord(
  db: Database.Database,
  recordKey: Uint8Array,
  { record, shared, rows }: Branches,
): number {
  if (findKey(db, RECORD) === null) return 0
  const theirs = record.filter(({ row }) => Number(row['seq']) > shared)
  const own = db
    .prepare(`SELECT * FROM ${RECORD} WHERE seq > ? ORDER BY seq`)
    .all(shared) as CarriedRow['row'][]
  if (theirs.length > 0 && theirs.length >= own.length) {
    cutRecord(db, shared)
    writeCarried(db, theirs)
    writeCarried(
      db,
      rows.filter(({ table }) => table === PAYLOAD),
    )
    appendLines(db, recordKey, own)
  } else {
    const lines = theirs.map(({ row }) => row)
    appendLines(db, recordKey, lines)
  }
  return theirs.length
}

/** As new lines: who did what and when stays, their place in the chain is another. */
function appendLines(
  db: Database.Database,
  recordKey: Uint8Array,
  lines: readonly CarriedRow['row'][],
): void {
  for (const line of lines) {
    const ids = JSON.parse(String(line['ids'])) as string[]
    appendEntry(createWriter(db), recordKey, {
      at: String(line['at']),
      actor: String(line['actor']),
      operation: String(line['operation']),
      ids: [...ids.slice(0, MOST_IDS - 1), `other-branch:${String(line['seq'])}`],
    })
  }
}

/** The last line both have, word for word; 0: none. */
function findSharedLine(db: Database.Database, record: readonly CarriedRow[]): number {
  if (findKey(db, RECORD) === null) return 0
  const find = db.prepare(`SELECT link FROM ${RECORD} WHERE seq = ?`).pluck()
  const shared = record.findLast(({ row }) => {
    const link = find.get(row['seq'])
    return link instanceof Uint8Array && Buffer.from(row['link'] as Uint8Array).equals(link)
  })
  if (shared) return Number(shared.row['seq'])
  // A tail may begin right behind what the backup has.
  const most = db.prepare(`SELECT coalesce(max(seq), 0) FROM ${RECORD}`).pluck().get() as number
  return Number(record[0]?.row['seq'] ?? 0) === most + 1 ? most : 0
}

function isUnbroken(record: readonly CarriedRow[], shared: number): boolean {
  const beyond = record.map(({ row }) => Number(row['seq'])).filter((seq) => seq > shared)
  return beyond.every((seq, at) => seq === shared + 1 + at)
}

function cutRecord(db: Database.Database, after: number): void {
  db.prepare(`DELETE FROM ${PAYLOAD} WHERE seq > ?`).run(after)
  db.prepare(`DELETE FROM ${RECORD} WHERE seq > ?`).run(after)
}

/** A number that both used for something else: the ledger keeps both, the second under a new number. */
function appendIfOther(
  db: Database.Database,
  { table, row }: CarriedRow,
  counts: Map<string, number>,
): void {
  const key = findKey(db, table)
  if (key === null) return
  const found = db.prepare(`SELECT * FROM "${table}" WHERE "${key}" = ?`).get(row[key])
  if (!found || isSameRow(found as CarriedRow['row'], row)) return
  const others = db.prepare(`SELECT * FROM "${table}"`).all() as CarriedRow['row'][]
  if (others.some((other) => isSameRow({ ...other, [key]: 0 }, { ...row, [key]: 0 }))) return
  const next = db.prepare(`SELECT max("${key}") + 1 FROM "${table}"`).pluck().get()
  for (const [name, count] of writeCarried(db, [{ table, row: { ...row, [key]: next } }])) {
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
}

/** Columns that only one of the two files has do not count. */
function isSameRow(a: CarriedRow['row'], b: CarriedRow['row']): boolean {
  return Object.keys(a).every((name) => !(name in b) || isSame(a[name], b[name]))
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.from(a).equals(b) : a === b
}
