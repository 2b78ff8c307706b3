// Reads an encrypted file page by page without SQLite, so that one damaged page costs no other. Each
// page proves itself by its own HMAC; plain text exists in memory only, and never the file's own salt
// but the workspace id the caller knows decides the keys.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { CipherKey } from '../cipher.ts'
import { PAGE_BYTES } from '../folder.ts'
import { claimDatabase, SALT_BYTES } from '../header.ts'
import { readJournal, type Journal } from './read-journal.ts'

const IV_BYTES = 16
const MAC_BYTES = 64
/** What SQLite has of a page: the rest holds the page's IV and its HMAC. */
export const USABLE_BYTES = PAGE_BYTES - IV_BYTES - MAC_BYTES
const PLAIN_HEADER = Buffer.from('SQLite format 3\0')
const MAC_SALT_MASK = 0x3a

export interface PageFile {
  /** Whole pages in the file. */
  readonly count: number
  readonly journal: 'none' | 'rolled-back' | 'unusable'
  /** Counted from 1. Null: not there, or not as it was written. */
  read(page: number): Buffer | null
  close(): void
}

interface PageKeys {
  readonly key: Uint8Array
  readonly macKey: Uint8Array
}

/** The database must not be open in this process. A change that was stopped is taken back. */
export function openPages(database: string, { key, wid }: CipherKey): PageFile {
  const file = claimDatabase(database)
  const macSalt = Buffer.from(wid.map((byte) => byte ^ MAC_SALT_MASK))
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512')
  const keys = { key, macKey }
  const journal = readJournal(`${database}-journal`, (sealed, page) =>
    isAuthentic(sealed, page, macKey),
  )
  const sealed = Buffer.alloc(PAGE_BYTES)
  const read = (page: number) => {
    const before = journal?.pages.get(page)
    if (before) return openPage(before, page, keys)
    const length = page < 1 ? 0 : file.readAt((page - 1) * PAGE_BYTES, sealed)
    return length < PAGE_BYTES ? null : openPage(sealed, page, keys)
  }
  const close = () => {
    macKey.fill(0)
    file.release()
  }
  const written = Math.floor(file.readFacts().bytes / PAGE_BYTES)
  const count = journal ? countBefore(journal, read(1), written) : written
  const state = journal?.isWhole ? 'rolled-back' : 'unusable'
  return { count, journal: journal ? state : 'none', read, close }
}

const PAGE_COUNT_AT = 28

/** What a stopped change added at the end is not part of the file. */
function countBefore({ pages, pageCount }: Journal, first: Buffer | null, written: number): number {
  const present = Math.max(written, ...pages.keys())
  return Math.min(present, first?.readUInt32BE(PAGE_COUNT_AT) ?? pageCount ?? present)
}

function isAuthentic(sealed: Buffer, page: number, macKey: Uint8Array): boolean {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(page)
  const mac = createHmac('sha512', macKey)
    .update(sealed.subarray(page === 1 ? SALT_BYTES : 0, USABLE_BYTES + IV_BYTES))
    .update(number)
    .digest()
  return timingSafeEqual(mac, sealed.subarray(USABLE_BYTES + IV_BYTES))
}

function openPage(sealed: Buffer, page: number, { key, macKey }: PageKeys): Buffer | null {
  if (!isAuthentic(sealed, page, macKey)) return null
  const body = sealed.subarray(page === 1 ? SALT_BYTES : 0, USABLE_BYTES)
  const iv = sealed.subarray(USABLE_BYTES, USABLE_BYTES + IV_BYTES)
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(body), decipher.final()])
  return page === 1 ? Buffer.concat([PLAIN_HEADER, plain]) : plain
}
