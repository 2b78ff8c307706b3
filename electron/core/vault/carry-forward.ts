// What the present file, or the tail beside the keys, has beyond a backup goes into the backup before
// it takes the place: record and ledgers only ever grow, and what is on the lists stays done.
import type Database from 'better-sqlite3'
import { findKey, writeCarried, type CarriedRow } from './carried.ts'

const RECORD = 'record_entry'
const PAYLOAD = 'record_payload'

export interface Carried {
  readonly counts: ReadonlyMap<string, number>
  /** Record lines are missing between the backup and what could be read. */
  readonly hasGap: boolean
}

/** In the running transaction on the backup's image. */
export function carryForward(db: Database.Database, rows: readonly CarriedRow[]): Carried {
  const record = rows.filter(({ table }) => table === RECORD)
  const shared = findSharedLine(db, record)
  const goesOn = isUnbroken(record, shared)
  // Lines the backup has and the present record does not: made elsewhere, or after a fork.
  if (goesOn && record.length > 0 && lastOf(record) > shared) cutRecord(db, shared)
  const takes = (table: string) => (table === RECORD || table === PAYLOAD ? goesOn : true)
  const counts = new Map(
    writeCarried(
      db,
      rows.filter(({ table }) => table === RECORD && goesOn),
    ),
  )
  const others = rows.filter(({ table }) => table !== RECORD && takes(table))
  for (const [table, count] of writeCarried(db, others)) counts.set(table, count)
  for (const row of others) if (row.table !== PAYLOAD) appendIfOther(db, row, counts)
  return { counts, hasGap: !goesOn }
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

function lastOf(record: readonly CarriedRow[]): number {
  return Number(record.at(-1)?.row['seq'] ?? 0)
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
