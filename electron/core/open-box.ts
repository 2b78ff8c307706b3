// AES-256-GCM with the tag at the end, for what must not stay in memory. Node frees a first copy of
// what each update gives without clearing it, so it is asked for so little at a time that a freed copy
// holds nothing of use. What comes out lies in memory of its own, where zeroing it leaves no other.
import { createDecipheriv } from 'node:crypto'
import { allocateSecret } from './secret-bytes.ts'

const TAG_BYTES = 16
const PIECE_BYTES = 8

export interface BoxKey {
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly about?: Uint8Array
}

/** Null: this key does not open it. The caller zeroes the bytes after use. */
export function openBox(box: Uint8Array, { key, nonce, about }: BoxKey): Uint8Array | null {
  if (box.length < TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  if (about) decipher.setAAD(about)
  decipher.setAuthTag(box.subarray(-TAG_BYTES))
  const opened = allocateSecret(box.length - TAG_BYTES)
  for (let at = 0; at < opened.length; at += PIECE_BYTES) {
    const piece = decipher.update(box.subarray(at, Math.min(at + PIECE_BYTES, opened.length)))
    opened.set(piece, at)
    piece.fill(0)
  }
  try {
    decipher.final()
    return opened
  } catch {
    opened.fill(0)
    return null
  }
}
