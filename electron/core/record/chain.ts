// The record: each line is bound to the one before by HMAC-SHA-256, so a changed, missing or added
// line breaks the chain. It says who did what to which rows, and never holds content. Whoever can
// unlock could rebuild it; only a head printed outside proves otherwise.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { RecordEntry, RecordHead, RecordVerdict } from '../../../shared/record/model.ts'
import { recordEntry } from '../../../shared/record/model.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { sql } from '../db/sql.ts'

const HEAD_BYTES = 16
const NO_LINK = new Uint8Array(32)

export interface NewEntry {
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly ids: readonly string[]
}

interface EntryRow {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly ids: string
  readonly payload_hash: Uint8Array
  readonly link: Uint8Array
}

export function appendEntry(db: Writer, key: Uint8Array, entry: NewEntry): void {
  const last = findLast(db)
  const row = {
    ...entry,
    seq: (last?.seq ?? 0) + 1,
    ids: JSON.stringify(entry.ids),
    payload_hash: hashPayload(''),
  }
  const link = linkOf(key, last?.link ?? NO_LINK, row)
  db.run(
    sql`INSERT INTO record_entry (seq, at, actor, operation, ids, payload_hash, link)
        VALUES (${row.seq}, ${row.at}, ${row.actor}, ${row.operation}, ${row.ids},
          ${row.payload_hash}, ${link})`,
  )
}

export function getHead(db: Reader): RecordHead {
  const last = findLast(db)
  return { seq: last?.seq ?? 0, head: headOf(last?.link ?? NO_LINK) }
}

/** As it is printed. */
export function headOf(link: Uint8Array): string {
  return Buffer.from(link).subarray(0, HEAD_BYTES).toString('hex')
}

export function listEntries(db: Reader, before: number, most: number): RecordEntry[] {
  return db
    .all<EntryRow>(
      sql`SELECT * FROM record_entry WHERE seq < ${before} ORDER BY seq DESC LIMIT ${most}`,
    )
    .map(({ seq, at, actor, operation, ids }) =>
      recordEntry.parse({ seq, at, actor, operation, ids: JSON.parse(ids) }),
    )
}

export function verifyChain(db: Reader, key: Uint8Array): RecordVerdict {
  const rows = db.all<EntryRow>(sql`SELECT * FROM record_entry ORDER BY seq`)
  let link: Uint8Array = NO_LINK
  const broken = rows.find((row, index) => {
    const expected = linkOf(key, link, row)
    link = row.link
    return row.seq !== index + 1 || !isSame(expected, row.link)
  })
  return {
    intact: broken === undefined,
    checked: rows.length,
    brokenAt: broken?.seq ?? null,
    head: getHead(db),
  }
}

type LinkedFields = Omit<EntryRow, 'link'>

function linkOf(key: Uint8Array, before: Uint8Array, row: LinkedFields): Buffer {
  const fields = [row.seq, row.at, row.actor, row.operation, row.ids]
  return createHmac('sha256', key)
    .update(before)
    .update(JSON.stringify(fields))
    .update(row.payload_hash)
    .digest()
}

function hashPayload(payload: string): Buffer {
  return createHash('sha256').update(payload).digest()
}

function findLast(db: Reader): EntryRow | undefined {
  return db.find<EntryRow>(sql`SELECT * FROM record_entry ORDER BY seq DESC LIMIT 1`)
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
