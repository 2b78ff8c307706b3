// The b-tree page as SQLite's file format describes it. Only what the array of cell pointers points to
// is read: what a deleted row left in the gaps is not a row.
import { USABLE_BYTES } from '../page-cipher.ts'

export type PageKind = 'index-inner' | 'table-inner' | 'index-leaf' | 'table-leaf' | 'other'

const KINDS: Readonly<Record<number, PageKind>> = {
  0x02: 'index-inner',
  0x05: 'table-inner',
  0x0a: 'index-leaf',
  0x0d: 'table-leaf',
}
const FILE_HEADER_BYTES = 100
const TABLE_MOST_LOCAL = USABLE_BYTES - 35
const INDEX_MOST_LOCAL = Math.floor(((USABLE_BYTES - 12) * 64) / 255) - 23
const LEAST_LOCAL = Math.floor(((USABLE_BYTES - 12) * 32) / 255) - 23
export const OVERFLOW_BYTES = USABLE_BYTES - 4

export interface Cell {
  /** The page below and to the left of it; 0 in a leaf. */
  readonly left: number
  /** Null in an index. */
  readonly rowid: bigint | null
  readonly payloadBytes: number
  readonly local: Buffer
  /** The first page of the rest of the payload; 0: there is no rest. */
  readonly overflow: number
}

export interface TreePage {
  readonly kind: PageKind
  readonly cells: readonly Cell[]
  /** The rightmost page below; 0 in a leaf. */
  readonly right: number
}

/**
 * An overflow or free page begins with a page number, whose first byte is zero up to 64 GB: it cannot
 * be taken for a page of a tree.
 */
export function kindOfPage(bytes: Buffer, page: number): PageKind {
  return KINDS[bytes[startOf(page)] ?? 0] ?? 'other'
}

/** Null: authentic, but not the page of a tree that SQLite would write. */
export function parsePage(bytes: Buffer, page: number): TreePage | null {
  const kind = kindOfPage(bytes, page)
  if (kind === 'other') return null
  const inner = kind === 'table-inner' || kind === 'index-inner'
  const start = startOf(page)
  const count = bytes.readUInt16BE(start + 3)
  const pointers = start + (inner ? 12 : 8)
  if (pointers + 2 * count > USABLE_BYTES) return null
  try {
    const cells = Array.from({ length: count }, (_, at) => {
      const from = bytes.readUInt16BE(pointers + 2 * at)
      if (from < pointers + 2 * count) throw new RangeError('A cell inside the header')
      return readCell(bytes, from, kind)
    })
    return { kind, cells, right: inner ? bytes.readUInt32BE(start + 8) : 0 }
  } catch (error) {
    // Reading past the end of the page: these bytes are no cells.
    if (error instanceof RangeError) return null
    throw error
  }
}

function startOf(page: number): number {
  return page === 1 ? FILE_HEADER_BYTES : 0
}

function readCell(bytes: Buffer, from: number, kind: PageKind): Cell {
  const inner = kind === 'table-inner' || kind === 'index-inner'
  const left = inner ? bytes.readUInt32BE(from) : 0
  let at = inner ? from + 4 : from
  if (kind === 'table-inner') {
    const { value: rowid } = readVarint(bytes, at)
    return { left, rowid, payloadBytes: 0, local: Buffer.alloc(0), overflow: 0 }
  }
  const length = readVarint(bytes, at)
  at = length.next
  let rowid: bigint | null = null
  if (kind === 'table-leaf') {
    const read = readVarint(bytes, at)
    rowid = read.value
    at = read.next
  }
  const payloadBytes = Number(length.value)
  const localBytes = countLocal(payloadBytes, kind)
  if (payloadBytes < 0 || at + localBytes > USABLE_BYTES) throw new RangeError('A cell too long')
  const end = at + localBytes
  const overflow = localBytes < payloadBytes ? bytes.readUInt32BE(end) : 0
  return { left, rowid, payloadBytes, local: bytes.subarray(at, end), overflow }
}

function countLocal(payloadBytes: number, kind: PageKind): number {
  const most = kind === 'table-leaf' ? TABLE_MOST_LOCAL : INDEX_MOST_LOCAL
  if (payloadBytes <= most) return payloadBytes
  const fitting = LEAST_LOCAL + ((payloadBytes - LEAST_LOCAL) % OVERFLOW_BYTES)
  return fitting <= most ? fitting : LEAST_LOCAL
}

/** One to nine bytes, the ninth with all its eight bits; a signed number of 64 bits. */
export function readVarint(bytes: Buffer, from: number): { value: bigint; next: number } {
  let value = 0n
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes.readUInt8(at)
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value, next: at + 1 }
  }
  value = (value << 8n) | BigInt(bytes.readUInt8(from + 8))
  return { value: BigInt.asIntN(64, value), next: from + 9 }
}
