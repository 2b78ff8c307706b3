// The printed recovery text is the root key itself, so that the database and one sheet of paper are
// always enough: 256 bits of key and 24 check bits that belong to this workspace, as eight groups of
// 35 bits with a check sign each.
import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/kit/errors.ts'
import { RECOVERY_GROUP_LENGTH, RECOVERY_GROUPS } from '../../../shared/workspace/model.ts'
import { checkSign, judgeGroup, readGroup } from '../../../shared/workspace/recovery-text.ts'
import { ROOT_KEY_BYTES } from './keys.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_LABEL = 'throughline/recovery/v1'
const CHECK_BYTES = 3
const GROUP_BITS = 35n
const SIGN_BITS = 5n

export function writeRecoveryGroups(root: Uint8Array, wid: Uint8Array): string[] {
  const bytes = Buffer.concat([root, checkBytes(root, wid)])
  const bits = BigInt(`0x${bytes.toString('hex')}`)
  bytes.fill(0)
  return Array.from({ length: RECOVERY_GROUPS }, (_, at) => {
    const group =
      (bits >> (GROUP_BITS * BigInt(RECOVERY_GROUPS - 1 - at))) & ((1n << GROUP_BITS) - 1n)
    const seven = writeSigns(group)
    return seven + checkSign(seven)
  })
}

/** The root key, or an error that names the groups to look at again. */
export function readRecoveryGroups(typed: readonly string[], wid: Uint8Array): Uint8Array {
  const groups = typed.map(readGroup)
  const whole = groups.filter((group) => group.length === RECOVERY_GROUP_LENGTH)
  if (whole.length !== RECOVERY_GROUPS || groups.length !== RECOVERY_GROUPS) {
    throw new AppError('recovery-incomplete', { groups: Math.min(whole.length, RECOVERY_GROUPS) })
  }
  const slips = groups.flatMap((group, at) =>
    judgeGroup(group).kind === 'complete' ? [] : [at + 1],
  )
  if (slips.length > 0) throw new AppError('recovery-typo', { groups: slips })
  const bits = groups.reduce(
    (sum, group) => (sum << GROUP_BITS) | readSigns(group.slice(0, -1)),
    0n,
  )
  const hex = bits.toString(16).padStart((ROOT_KEY_BYTES + CHECK_BYTES) * 2, '0')
  const bytes = Buffer.from(hex, 'hex')
  const root = new Uint8Array(bytes.subarray(0, ROOT_KEY_BYTES))
  const fits = checkBytes(root, wid).equals(bytes.subarray(ROOT_KEY_BYTES))
  bytes.fill(0)
  if (!fits) {
    root.fill(0)
    throw new AppError('recovery-of-another-workspace', {})
  }
  return root
}

function checkBytes(root: Uint8Array, wid: Uint8Array): Buffer {
  return createHash('sha256')
    .update(CHECK_LABEL)
    .update(wid)
    .update(root)
    .digest()
    .subarray(0, CHECK_BYTES)
}

function writeSigns(group: bigint): string {
  return Array.from({ length: RECOVERY_GROUP_LENGTH - 1 }, (_, at) => {
    const shift = SIGN_BITS * BigInt(RECOVERY_GROUP_LENGTH - 2 - at)
    return SIGNS.charAt(Number((group >> shift) & 31n))
  }).join('')
}

function readSigns(seven: string): bigint {
  return [...seven].reduce((sum, sign) => (sum << SIGN_BITS) | BigInt(SIGNS.indexOf(sign)), 0n)
}
