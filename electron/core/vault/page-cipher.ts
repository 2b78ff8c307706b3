// One page of the SQLCipher 4 format, opened without SQLite: for a file that SQLite gives up on as a
// whole, and for a journal that it would believe too easily. Plain text exists in memory only.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { CipherKey } from './cipher.ts'
import { PAGE_BYTES } from './folder.ts'
import { SALT_BYTES } from './header.ts'

const IV_BYTES = 16
const MAC_BYTES = 64
/** What SQLite has of a page: the rest holds the page's IV and its HMAC. */
export const USABLE_BYTES = PAGE_BYTES - IV_BYTES - MAC_BYTES
const PLAIN_HEADER = Buffer.from('SQLite format 3\0')
const MAC_SALT_MASK = 0x3a

export interface PageCipher {
  /** Written with this key for this place in the file. When is not said. */
  isAuthentic(sealed: Buffer, page: number): boolean
  /** Null: not authentic. */
  open(sealed: Buffer, page: number): Buffer | null
  dropKey(): void
}

/** Not the salt the file states but the workspace id that the caller knows decides the keys. */
export function makePageCipher({ key, wid }: CipherKey): PageCipher {
  const macSalt = Buffer.from(wid.map((byte) => byte ^ MAC_SALT_MASK))
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512')
  const isAuthentic = (sealed: Buffer, page: number) => hasMac(sealed, page, macKey)
  return {
    isAuthentic,
    open: (sealed, page) => (isAuthentic(sealed, page) ? decryptPage(sealed, page, key) : null),
    dropKey: () => void macKey.fill(0),
  }
}

function hasMac(sealed: Buffer, page: number, macKey: Uint8Array): boolean {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(page)
  const mac = createHmac('sha512', macKey)
    .update(sealed.subarray(page === 1 ? SALT_BYTES : 0, USABLE_BYTES + IV_BYTES))
    .update(number)
    .digest()
  return timingSafeEqual(mac, sealed.subarray(USABLE_BYTES + IV_BYTES))
}

function decryptPage(sealed: Buffer, page: number, key: Uint8Array): Buffer {
  const body = sealed.subarray(page === 1 ? SALT_BYTES : 0, USABLE_BYTES)
  const iv = sealed.subarray(USABLE_BYTES, USABLE_BYTES + IV_BYTES)
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(body), decipher.final()])
  return page === 1 ? Buffer.concat([PLAIN_HEADER, plain]) : plain
}
