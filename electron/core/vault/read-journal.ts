// The journal beside a file that was stopped in the middle of a change: the pages as they were before.
// SQLite trusts the journal's head, which nothing protects, and believes a damaged one silently by
// half. Here each page proves itself, so the head only says where they begin and how many count.
import { readFileSync } from 'node:fs'
import { PAGE_BYTES } from './folder.ts'

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex')
export const RECORD_BYTES = 4 + PAGE_BYTES + 4
/** What SQLite takes for one, if the head cannot be believed. */
const SECTORS = [512, 4096] as const
const MOST_SECTOR_BYTES = 65_536

/** What the first bytes of a journal, or of a part of it, say. */
export interface JournalHead {
  /** How many pages follow that were safely written; Infinity: up to the end. */
  readonly due: number
  readonly nonce: number
  /** Pages of the file before the change. */
  readonly pageCount: number
  readonly sector: number
  readonly pageBytes: number
}

export interface Journal {
  readonly bytes: Buffer
  /** Null: damaged. */
  readonly head: JournalHead | null
  /** By number, each as it stands in the journal: sealed. */
  readonly pages: ReadonlyMap<number, Buffer>
  /** Every page that had to be in it was. */
  readonly isWhole: boolean
}

type IsAuthentic = (sealed: Buffer, page: number) => boolean

/** Null: there is none, or it was never needed (SQLite writes its first bytes last). */
export function readJournal(path: string, isAuthentic: IsAuthentic): Journal | null {
  const bytes = readIfThere(path)
  if (!bytes || bytes.length < SECTORS[0] || bytes[0] === 0) return null
  const said = readHead(bytes, 0)?.sector ?? 0
  const sectors = new Set([...SECTORS, ...(isSector(said) ? [said] : [])])
  const readings = [...sectors].map((sector) => readSegments(bytes, sector, isAuthentic))
  const [best] = readings.toSorted((a, b) => b.pages.size - a.pages.size)
  return best ?? null
}

function readSegments(bytes: Buffer, sector: number, isAuthentic: IsAuthentic): Journal {
  const pages = new Map<number, Buffer>()
  const head = readHead(bytes, 0)
  let isWhole = head !== null
  let left = head?.due ?? Infinity
  for (let at = sector; at + RECORD_BYTES <= bytes.length;) {
    const page = bytes.readUInt32BE(at)
    const sealed = bytes.subarray(at + 4, at + 4 + PAGE_BYTES)
    const next = Math.ceil(at / sector) * sector
    if (isAuthentic(sealed, page)) {
      // The first is the oldest: what the change began with.
      if (!pages.has(page)) pages.set(page, sealed)
      at += RECORD_BYTES
      left -= 1
      continue
    }
    // After the last page that counts there may be torn ones: the file was not yet written then.
    if (left > 0) isWhole = false
    const part = readHead(bytes, next)
    left = part?.due ?? left - 1
    at = part ? next + sector : at + RECORD_BYTES
  }
  if (left > 0 && Number.isFinite(left)) isWhole = false
  return { bytes, head, pages, isWhole }
}

const ALL = 0xffffffff
const HEAD_BYTES = 28

/** Null: no part of a journal begins here. */
export function readHead(bytes: Buffer, at: number): JournalHead | null {
  if (at + HEAD_BYTES > bytes.length) return null
  if (!bytes.subarray(at, at + MAGIC.length).equals(MAGIC)) return null
  const due = bytes.readUInt32BE(at + 8)
  return {
    due: due === ALL ? Infinity : due,
    nonce: bytes.readUInt32BE(at + 12),
    pageCount: bytes.readUInt32BE(at + 16),
    sector: bytes.readUInt32BE(at + 20),
    pageBytes: bytes.readUInt32BE(at + 24),
  }
}

export function isSector(bytes: number): boolean {
  return bytes >= 32 && bytes <= MOST_SECTOR_BYTES && (bytes & (bytes - 1)) === 0
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
