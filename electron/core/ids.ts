// 26 signs of Crockford's Base32, lower case: 48 bits of time, then 80 random bits. Sortable, and
// nothing can be learned from one about another.
import { randomBytes } from 'node:crypto'

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'

export function makeId<Id extends string>(now: string): Id {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Date.parse(now), 0, 6)
  randomBytes(10).copy(bytes, 6)
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let place = 0; place < 26; place += 1) {
    text = SIGNS.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return text as Id
}
