// Whether a root key is the one of this database, told from the seal of its first page alone. SQLite is
// not asked: with a wrong key it would play a hot journal back and destroy what the journal protects.
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { PAGE_BYTES, type WorkspaceFolder } from './folder.ts'
import { readClaimed, SALT_BYTES } from './header.ts'
import { deriveKey } from './keys.ts'

const SEAL_BYTES = 64
const SALT_MASK = 0x3a

export function fitsDatabase(
  place: WorkspaceFolder,
  { root, wid }: { readonly root: Uint8Array; readonly wid: Uint8Array },
): boolean {
  const key = deriveKey(root, wid, 'database')
  try {
    return isSealedBy(
      readClaimed(place.database, (file) => file.readFirstPage()),
      key,
    )
  } finally {
    key.fill(0)
  }
}

/** SQLCipher 4: HMAC-SHA512 over the page behind the salt, its IV and its number. */
function isSealedBy(page: Buffer, key: Uint8Array): boolean {
  if (page.length < PAGE_BYTES) return false
  const salt = page.subarray(0, SALT_BYTES).map((byte) => byte ^ SALT_MASK)
  const sealKey = pbkdf2Sync(key, salt, 2, 32, 'sha512')
  const number = Buffer.from([1, 0, 0, 0])
  const sealed = page.subarray(SALT_BYTES, PAGE_BYTES - SEAL_BYTES)
  const seal = createHmac('sha512', sealKey).update(sealed).update(number).digest()
  sealKey.fill(0)
  return timingSafeEqual(seal, page.subarray(PAGE_BYTES - SEAL_BYTES))
}
