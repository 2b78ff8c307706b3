// An independent reading of the SQLCipher 4 format: nothing of the app and nothing of its driver.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

const PAGE = 4096
const SALT = 16
const IV = 16
const HMAC = 64
const RESERVED = IV + HMAC

/** Every page as plain text, or an error that names the first page that is not authentic. */
export function decryptPages(image: Buffer, key: Uint8Array): Buffer {
  const salt = image.subarray(0, SALT)
  const macSalt = Buffer.from(salt.map((byte) => byte ^ 0x3a))
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512')
  const pages = Array.from({ length: image.length / PAGE }, (_, at) => {
    const page = image.subarray(at * PAGE, (at + 1) * PAGE)
    const body = page.subarray(at === 0 ? SALT : 0, PAGE - RESERVED)
    const iv = page.subarray(PAGE - RESERVED, PAGE - HMAC)
    const number = Buffer.alloc(4)
    number.writeUInt32LE(at + 1)
    const mac = createHmac('sha512', macKey).update(body).update(iv).update(number).digest()
    if (!timingSafeEqual(mac, page.subarray(PAGE - HMAC))) throw new Error(`page ${at + 1}`)
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(body), decipher.final(), Buffer.alloc(RESERVED)])
    return at === 0 ? Buffer.concat([Buffer.from('SQLite format 3\0'), plain]) : plain
  })
  return Buffer.concat(pages)
}
