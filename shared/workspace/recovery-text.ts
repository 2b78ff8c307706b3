// The recovery text as a person types it: eight groups of seven Crockford Base32 signs and one check
// sign. The check sign lets the page name a slip in a group while it is typed; whether the whole key
// is right only the core can tell.
import { RECOVERY_GROUP_LENGTH, RECOVERY_GROUPS } from './model.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CRC5_POLYNOMIAL = 0b00101
const CRC5_START = 0b11111

/** Upper case, without gaps, and with the letters that are never used read as the digits they look like. */
export function readGroup(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\-–—.·]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/** CRC-5 over the 35 bits of seven signs: finds every slip of one sign. */
export function checkSign(seven: string): string {
  let remainder = CRC5_START
  for (const sign of seven) {
    const value = SIGNS.indexOf(sign)
    for (let bit = 4; bit >= 0; bit -= 1) {
      const carry = ((remainder >> 4) ^ (value >> bit)) & 1
      remainder = ((remainder << 1) & 0b11111) ^ (carry ? CRC5_POLYNOMIAL : 0)
    }
  }
  return SIGNS.charAt(remainder)
}

export type GroupState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unfinished'; readonly toGo: number }
  | { readonly kind: 'unknown-sign'; readonly sign: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'slip' }
  | { readonly kind: 'complete' }

/** What can be said of one group while it is typed. */
export function judgeGroup(typed: string): GroupState {
  const signs = readGroup(typed)
  const unknown = [...signs].find((sign) => !SIGNS.includes(sign))
  if (signs === '') return { kind: 'empty' }
  if (unknown !== undefined) return { kind: 'unknown-sign', sign: unknown }
  if (signs.length > RECOVERY_GROUP_LENGTH) return { kind: 'too-long' }
  if (signs.length < RECOVERY_GROUP_LENGTH)
    return { kind: 'unfinished', toGo: RECOVERY_GROUP_LENGTH - signs.length }
  return checkSign(signs.slice(0, -1)) === signs.at(-1) ? { kind: 'complete' } : { kind: 'slip' }
}

/** The groups in a pasted page or line, or null if it is not a whole recovery text. */
export function splitRecoveryText(pasted: string): readonly string[] | null {
  const lines = pasted.toUpperCase().split(/[\r\n]+/)
  const withoutNumbers = lines.map((line) => line.replace(/(^|\s)[1-8][.:)]?\s+(?=\S{4})/g, ' '))
  const signs = readGroup(withoutNumbers.join(' '))
  if (signs.length !== RECOVERY_GROUPS * RECOVERY_GROUP_LENGTH) return null
  return Array.from({ length: RECOVERY_GROUPS }, (_, at) =>
    signs.slice(at * RECOVERY_GROUP_LENGTH, (at + 1) * RECOVERY_GROUP_LENGTH),
  )
}
