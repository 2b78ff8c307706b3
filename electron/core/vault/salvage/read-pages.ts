// Reads an encrypted file page by page without SQLite, so that one damaged page costs no other. Each
// page proves itself by its own HMAC; plain text exists in memory only, and never the file's own salt
// but the workspace id the caller knows decides the keys.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { CipherKey } from '../cipher.ts'
import { PAGE_BYTES } from '../folder.ts'
import { claimDatabase, SALT_BYTES } from '../header.ts'

const IV_BYTES = 16
const MAC_BYTES = 64
/** What SQLite has of a page: the rest holds the page's IV and its HMAC. */
export const USABLE_BYTES = PAGE_BYTES - IV_BYTES - MAC_BYTES
const PLAIN_HEADER = Buffer.from('SQLite format 3\0')
const MAC_SALT_MASK = 0x3a

export interface PageFile {
  /** Whole pages in the file. */
  readonly count: number
  /** Counted from 1. Null: not there, or not as it was written. */
  read(page: number): Buffer | null
  close(): void
}

/** The database must not be open in this process. */
export function openPages(database: string, { key, wid }: CipherKey): PageFile {
  const file = claimDatabase(database)
  const macKey = pbkdf2Sync(
    key,
    Buffer.from(wid.map((byte) => byte ^ MAC_SALT_MASK)),
    2,
    32,
    'sha512',
  )
  const count = Math.floor(file.readFacts().bytes / PAGE_BYTES)
  const sealed = Buffer.alloc(PAGE_BYTES)
  const read = (page: number) => {
    if (page < 1 || page > count) return null
    if (file.readAt((page - 1) * PAGE_BYTES, sealed) < PAGE_BYTES) return null
    return openPage(sealed, page, { key, macKey })
  }
  const close = () => {
    macKey.fill(0)
    file.release()
  }
  return { count, read, close }
}

function openPage(
  sealed: Buffer,
  page: number,
  { key, macKey }: { readonly key: Uint8Array; readonly macKey: Uint8Array },
): Buffer | null {
  const start = page === 1 ? SALT_BYTES : 0
  const body = sealed.subarray(start, USABLE_BYTES)
  const iv = sealed.subarray(USABLE_BYTES, USABLE_BYTES + IV_BYTES)
  const number = Buffer.alloc(4)
  number.writeUInt32LE(page)
  const mac = createHmac('sha512', macKey).update(body).update(iv).update(number).digest()
  if (!timingSafeEqual(mac, sealed.subarray(USABLE_BYTES + IV_BYTES))) return null
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(body), decipher.final()])
  return page === 1 ? Buffer.concat([PLAIN_HEADER, plain]) : plain
}
