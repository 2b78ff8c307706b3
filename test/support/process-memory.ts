// Looks for secrets in everything a process may have written to, from outside, so that the search does
// not find itself. The end of a secret is looked for: freed memory loses the beginning first.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const CHUNK_BYTES = 1 << 18
const TAIL_BYTES = 16
const OVERLAP_BYTES = 256
const NOTHING = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES)

export interface Secret {
  readonly name: string
  readonly bytes: Buffer
  readonly isText?: boolean
}

interface Needle {
  readonly says: string
  readonly bytes: Buffer
}

/** As it is, and as programs write bytes down. */
function listNeedles({ name, bytes, isText }: Secret): Needle[] {
  const tail = bytes.subarray(-TAIL_BYTES)
  const hex = tail.toString('hex')
  const texts = [hex, ...base64Forms(tail)]
  return [
    { says: name, bytes: Buffer.from(tail) },
    ...(isText ? [{ says: `${name} in UTF-16`, bytes: widen(tail.toString()) }] : []),
    ...texts.map((text) => ({ says: `${name} as text`, bytes: Buffer.from(text) })),
  ]
}

const widen = (text: string) => Buffer.from(text, 'utf16le')

/** Base64 looks different at each of three offsets; the signs that depend on neighbours are dropped. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    return padded.replaceAll('=', '').slice(offset === 0 ? 0 : 4, -2)
  })
}

/** How often each secret is there in each form; forms that are not there are left out. */
export function findSecrets(pid: number, secrets: readonly Secret[]): Record<string, number> {
  const needles = secrets.flatMap(listNeedles)
  const counts: Record<string, number> = {}
  for (const piece of readPieces(pid)) {
    for (const { says, bytes } of needles) {
      const found = countIn(piece, bytes)
      if (found > 0) counts[says] = (counts[says] ?? 0) + found
    }
  }
  return counts
}

function* readPieces(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const chunk = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES)
  for (const [from, to] of listRanges(pid)) {
    for (let at = from; at < to; at += CHUNK_BYTES) {
      const length = Math.min(CHUNK_BYTES + OVERLAP_BYTES, to - at)
      const piece = chunk.subarray(0, tryRead(memory, chunk, { at, length }))
      if (!piece.equals(NOTHING.subarray(0, piece.length))) yield piece
    }
  }
  closeSync(memory)
}

/** One that begins in the overlap belongs to the next piece. */
function countIn(piece: Buffer, needle: Buffer): number {
  let count = 0
  for (let at = piece.indexOf(needle); at >= 0; at = piece.indexOf(needle, at + 1))
    if (at < CHUNK_BYTES) count += 1
  return count
}

interface Range {
  readonly at: number
  readonly length: number
}

function tryRead(memory: number, into: Buffer, { at, length }: Range): number {
  try {
    return readSync(memory, into, 0, length, at)
  } catch {
    return 0 // a range that went away or may not be read
  }
}

/** What was never written to is a file's own content. */
function listRanges(pid: number): [number, number][] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n')
  return lines.flatMap((line) => {
    const [, from, to, rights = '', inode] =
      /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ (\d+)/.exec(line) ?? []
    const isOurs = rights.startsWith('rw') || (rights.startsWith('r') && inode === '0')
    if (!from || !to || !isOurs || line.includes('[v')) return []
    return [[parseInt(from, 16), parseInt(to, 16)] as [number, number]]
  })
}
