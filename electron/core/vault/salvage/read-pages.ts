// Reads an encrypted file page by page without SQLite, so that one damaged page costs no other.
import type { CipherKey } from '../cipher.ts'
import { PAGE_BYTES } from '../folder.ts'
import { claimDatabase } from '../header.ts'
import { makePageCipher } from '../page-cipher.ts'
import { readJournal, type Journal } from '../read-journal.ts'

export interface PageFile {
  /** Whole pages in the file. */
  readonly count: number
  readonly journal: 'none' | 'rolled-back' | 'unusable'
  /** Counted from 1. Null: not there, or not as it was written. */
  read(page: number): Buffer | null
  close(): void
}

/** The database must not be open in this process. A change that was stopped is taken back. */
export function openPages(database: string, key: CipherKey): PageFile {
  const file = claimDatabase(database)
  const cipher = makePageCipher(key)
  const journal = readJournal(`${database}-journal`, cipher.isAuthentic)
  const sealed = Buffer.alloc(PAGE_BYTES)
  const read = (page: number) => {
    const before = journal?.pages.get(page)
    if (before) return cipher.open(before, page)
    const length = page < 1 ? 0 : file.readAt((page - 1) * PAGE_BYTES, sealed)
    return length < PAGE_BYTES ? null : cipher.open(sealed, page)
  }
  const close = () => {
    cipher.dropKey()
    file.release()
  }
  const written = Math.floor(file.readFacts().bytes / PAGE_BYTES)
  const count = journal ? countBefore(journal, read(1), written) : written
  const state = journal?.isWhole ? 'rolled-back' : 'unusable'
  return { count, journal: journal ? state : 'none', read, close }
}

const PAGE_COUNT_AT = 28

/** What a stopped change added at the end is not part of the file. */
function countBefore({ pages, head }: Journal, first: Buffer | null, written: number): number {
  let present = written
  for (const page of pages.keys()) present = Math.max(present, page)
  return Math.min(present, first?.readUInt32BE(PAGE_COUNT_AT) ?? head?.pageCount ?? present)
}
