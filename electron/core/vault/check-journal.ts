// Asked before SQLite takes a stopped change back. It stops at the first slip in the journal and goes
// on with half of the change, silently, and deletes the journal: that would be a wrong workspace. So
// every page that was overwritten must be among those SQLite will put back. Known limit: of a journal that
// is gone, or cut off inside its head or between two of its parts, nothing says that there was more.
import type { CipherKey } from './cipher.ts'
import { PAGE_BYTES } from './folder.ts'
import type { ClaimedFile } from './header.ts'
import { makePageCipher, type PageCipher } from './page-cipher.ts'
import { isSector, readHead, readJournal, RECORD_BYTES, type Journal } from './read-journal.ts'

/** True also where there is no journal, or where it was never needed. */
export function isJournalSafe(file: ClaimedFile, journal: string, key: CipherKey): boolean {
  const cipher = makePageCipher(key)
  try {
    const found = readJournal(journal, cipher.isAuthentic)
    if (!found) return true
    const overwritten = listOverwritten(file, found, cipher)
    // A head that was torn while it was written: the file itself had not been touched then.
    if (overwritten.length === 0 && !found.head) return true
    const replayed = listReplayed(found, cipher)
    const first = readFirst(file, found, cipher)
    const isRightLength = found.head?.pageCount === first?.readUInt32BE(PAGE_COUNT_AT)
    return found.isWhole && isRightLength && overwritten.every((page) => replayed.has(page))
  } finally {
    cipher.dropKey()
  }
}

const PAGE_COUNT_AT = 28

/** Each writing of a page has an IV of its own, so it is what the two say that is compared. */
function listOverwritten(file: ClaimedFile, { pages }: Journal, cipher: PageCipher): number[] {
  const present = Buffer.alloc(PAGE_BYTES)
  return [...pages].flatMap(([page, before]) => {
    const length = file.readAt((page - 1) * PAGE_BYTES, present)
    const now = length === PAGE_BYTES ? cipher.open(present, page) : null
    const then = cipher.open(before, page)
    return now && then?.equals(now) ? [] : [page]
  })
}

function readFirst(file: ClaimedFile, { pages }: Journal, cipher: PageCipher): Buffer | null {
  const present = Buffer.alloc(PAGE_BYTES)
  const before = pages.get(1)
  if (!before && file.readAt(0, present) < PAGE_BYTES) return null
  return cipher.open(before ?? present, 1)
}

/** The pages that SQLite itself would put back, by its own rules. */
function listReplayed({ bytes, head }: Journal, cipher: PageCipher): Set<number> {
  const replayed = new Set<number>()
  const sector = head?.sector ?? 0
  if (!head || head.pageBytes !== PAGE_BYTES || !isSector(sector)) return replayed
  let at = 0
  for (let part = readHead(bytes, at); part; part = readHead(bytes, at)) {
    at += sector
    for (let left = part.due; left > 0 && at + RECORD_BYTES <= bytes.length; left -= 1) {
      const page = bytes.readUInt32BE(at)
      const plain = cipher.open(bytes.subarray(at + 4, at + 4 + PAGE_BYTES), page)
      const sum = bytes.readUInt32BE(at + 4 + PAGE_BYTES)
      if (page === 0 || !plain || sumOf(plain, part.nonce) !== sum) return replayed
      replayed.add(page)
      at += RECORD_BYTES
    }
    at = Math.ceil(at / sector) * sector
  }
  return replayed
}

/** SQLite's own: every 200th byte, added up. */
function sumOf(plain: Buffer, nonce: number): number {
  let sum = nonce
  for (let at = PAGE_BYTES - 200; at > 0; at -= 200) sum = (sum + (plain[at] ?? 0)) >>> 0
  return sum
}
