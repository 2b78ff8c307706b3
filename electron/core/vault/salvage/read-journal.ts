// The journal beside a file that was stopped in the middle of a change: the pages as they were before.
// SQLite trusts the journal's head, which nothing protects, and believes a damaged one silently by
// half. Here each page proves itself, so the head only says where they begin and how many count.
import { readFileSync } from 'node:fs'
import { PAGE_BYTES } from '../folder.ts'

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex')
const RECORD_BYTES = 4 + PAGE_BYTES + 4
const SECTORS = [512, 4096] as const

export interface Journal {
  /** By number, each as it stands in the journal: sealed. */
  readonly pages: ReadonlyMap<number, Buffer>
  /** Every page that had to be in it was. */
  readonly isWhole: boolean
  /** Pages of the file before the change, where the head can say so. */
  readonly pageCount: number | null
}

type IsAuthentic = (sealed: Buffer, page: number) => boolean

/** Null: there is none, or it was never needed (SQLite writes its first bytes last). */
export function readJournal(path: string, isAuthentic: IsAuthentic): Journal | null {
  const bytes = readIfThere(path)
  if (!bytes || bytes.length < SECTORS[0] || bytes[0] === 0) return null
  const readings = SECTORS.map((sector) => readSegments(bytes, sector, isAuthentic))
  const [best] = readings.toSorted((a, b) => b.pages.size - a.pages.size)
  return best ?? null
}

function readSegments(bytes: Buffer, sector: number, isAuthentic: IsAuthentic): Journal {
  const pages = new Map<number, Buffer>()
  const hasHead = startsHere(bytes, 0)
  let isWhole = hasHead
  let left = hasHead ? countDue(bytes, 0) : Infinity
  for (let at = sector; at + RECORD_BYTES <= bytes.length;) {
    const page = bytes.readUInt32BE(at)
    const sealed = bytes.subarray(at + 4, at + 4 + PAGE_BYTES)
    const next = Math.ceil(at / sector) * sector
    if (isAuthentic(sealed, page)) {
      // The first is the oldest: what the change began with.
      if (!pages.has(page)) pages.set(page, sealed)
      at += RECORD_BYTES
      left -= 1
    } else if (startsHere(bytes, next)) {
      if (left > 0) isWhole = false
      left = countDue(bytes, next)
      at = next + sector
    } else {
      // After the last page that counts there may be torn ones: the file was not yet written then.
      if (left > 0) isWhole = false
      at += RECORD_BYTES
      left -= 1
    }
  }
  if (left > 0 && Number.isFinite(left)) isWhole = false
  return { pages, isWhole, pageCount: hasHead ? bytes.readUInt32BE(16) : null }
}

function startsHere(bytes: Buffer, at: number): boolean {
  return bytes.subarray(at, at + MAGIC.length).equals(MAGIC)
}

const ALL = 0xffffffff

function countDue(bytes: Buffer, at: number): number {
  const count = bytes.readUInt32BE(at + MAGIC.length)
  return count === ALL ? Infinity : count
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
