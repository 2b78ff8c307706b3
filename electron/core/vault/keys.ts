// Every key comes from one random root key through HKDF-SHA256 with the workspace id as salt and a
// label of its own, so that knowing one says nothing about another.
import { hkdfSync } from 'node:crypto'

export const ROOT_KEY_BYTES = 32
export const WID_BYTES = 16

const LABELS = {
  database: 'throughline/db/v1',
  keyFile: 'throughline/keys-mac/v1',
  record: 'throughline/record/v1',
  package: 'throughline/package/v1',
  tail: 'throughline/tail/v1',
  wave: 'throughline/wave/v1',
} as const

/** What a session holds. The root key itself is dropped after unlocking. */
export interface SessionKeys {
  readonly database: Uint8Array
  readonly record: Uint8Array
  readonly package: Uint8Array
  readonly tail: Uint8Array
}

export function deriveKey(root: Uint8Array, wid: Uint8Array, use: keyof typeof LABELS): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, wid, LABELS[use], ROOT_KEY_BYTES))
}

export function deriveSessionKeys(root: Uint8Array, wid: Uint8Array): SessionKeys {
  return {
    database: deriveKey(root, wid, 'database'),
    record: deriveKey(root, wid, 'record'),
    package: deriveKey(root, wid, 'package'),
    tail: deriveKey(root, wid, 'tail'),
  }
}

export function dropSessionKeys(keys: SessionKeys): void {
  for (const key of Object.values(keys) as readonly Uint8Array[]) key.fill(0)
}
