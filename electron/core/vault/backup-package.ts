// A .tlbackup: "TLBACKUP", version, length of the header, header, HMAC over all of that, and then the
// encrypted image as it is. The header carries the key slots, so that a backup opens by itself with a
// passphrase or the recovery text, and the hash and row counts that its verification compares.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { z } from '../../../shared/kit/schema.ts'
import { toCanonicalJson } from './canonical.ts'
import { keyFile } from './key-file.ts'

const MAGIC = Buffer.from('TLBACKUP')
const VERSION = 1
const FRONT_BYTES = MAGIC.length + 8
const MAC_BYTES = 32
const MOST_HEADER_BYTES = 256 * 1024
const CHUNK_BYTES = 1024 * 1024

export const backupHeader = z.strictObject({
  wid: z.string().regex(/^[0-9a-f]{32}$/),
  /** Of the workspace, as its folder is called: for who finds the file on a drive. */
  name: z.string().min(1).max(255),
  generation: z.number().int().positive(),
  schema: z.number().int().positive(),
  madeAt: z.iso.datetime(),
  keyFile,
  bodyBytes: z.number().int().positive(),
  bodySha256: z.string().regex(/^[0-9a-f]{64}$/),
  counts: z.record(z.string(), z.number().int().nonnegative()),
  recordHead: z.strictObject({ seq: z.number().int(), head: z.string() }).nullable(),
})
export type BackupHeader = z.infer<typeof backupHeader>

/** Everything that stands before the body. */
export function writeFront(header: BackupHeader, packageKey: Uint8Array): Buffer {
  const text = Buffer.from(toCanonicalJson(header))
  const front = Buffer.alloc(FRONT_BYTES)
  MAGIC.copy(front)
  front.writeUInt32BE(VERSION, MAGIC.length)
  front.writeUInt32BE(text.length, MAGIC.length + 4)
  const signed = Buffer.concat([front, text])
  return Buffer.concat([signed, macOf(signed, packageKey)])
}

export interface ReadPackage {
  readonly header: BackupHeader
  readonly bodyAt: number
  /** Null without a key to check it with. */
  readonly authentic: boolean | null
}

/** Null: not a backup package, or cut short. */
export function readPackage(path: string, packageKey?: Uint8Array): ReadPackage | null {
  const bytes = statSync(path).size
  const front = readBytes(path, 0, FRONT_BYTES)
  if (front.length < FRONT_BYTES || !front.subarray(0, MAGIC.length).equals(MAGIC)) return null
  if (front.readUInt32BE(MAGIC.length) !== VERSION) return null
  const length = front.readUInt32BE(MAGIC.length + 4)
  if (length > MOST_HEADER_BYTES) return null
  const text = readBytes(path, FRONT_BYTES, length)
  const mac = readBytes(path, FRONT_BYTES + length, MAC_BYTES)
  const header = parseHeader(text)
  const bodyAt = FRONT_BYTES + length + MAC_BYTES
  if (!header || mac.length < MAC_BYTES || bodyAt + header.bodyBytes !== bytes) return null
  const signed = Buffer.concat([front, text])
  return {
    header,
    bodyAt,
    authentic: packageKey ? timingSafeEqual(mac, macOf(signed, packageKey)) : null,
  }
}

/** Pieces of a file from one point on, so that a large image never stands whole in memory. */
export function* readChunks(path: string, from: number): Generator<Buffer> {
  const descriptor = openSync(path, 'r')
  try {
    for (let at = from; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
      const length = readSync(descriptor, chunk, 0, CHUNK_BYTES, at)
      if (length === 0) return
      at += length
      yield chunk.subarray(0, length)
    }
  } finally {
    closeSync(descriptor)
  }
}

export function hashFile(path: string, from = 0): string {
  const hash = createHash('sha256')
  for (const chunk of readChunks(path, from)) hash.update(chunk)
  return hash.digest('hex')
}

function parseHeader(text: Buffer): BackupHeader | null {
  try {
    return backupHeader.parse(JSON.parse(text.toString('utf8')))
  } catch {
    return null
  }
}

function readBytes(path: string, from: number, length: number): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, from))
  } finally {
    closeSync(descriptor)
  }
}

function macOf(signed: Buffer, packageKey: Uint8Array): Buffer {
  return createHmac('sha256', packageKey).update(signed).digest()
}
