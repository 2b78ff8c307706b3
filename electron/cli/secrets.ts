// Secrets come one a line from standard input: arguments and the environment are readable by every
// other process of the same person. Read as bytes, so that they can be zeroed.
import { AppError } from '../../shared/kit/errors.ts'
import type { CliStreams } from './main.ts'
import { WrongUse } from './wrong-use.ts'

const MOST_BYTES = 4096
const NEW_LINE = 10
const RETURN = 13
const INTERRUPT = 3
const ERASE = new Set([8, 127])

interface Line {
  readonly bytes: Buffer
  length: number
}

/** One a line, in the order asked for; zeroed when the work is done. */
export async function withSecrets<T>(
  names: readonly string[],
  streams: CliStreams,
  work: (...secrets: Uint8Array[]) => Promise<T>,
): Promise<T> {
  const secrets = await readSecrets(names, streams)
  try {
    return await work(...secrets)
  } finally {
    for (const secret of secrets) secret.fill(0)
  }
}

async function readSecrets(
  names: readonly string[],
  { stdin, stderr }: CliStreams,
): Promise<Uint8Array[]> {
  const watched = stdin.isTTY === true
  const ask = (name: string | undefined) => {
    if (watched && name !== undefined) stderr.write(`${name}: `)
  }
  const secrets: Uint8Array[] = []
  const line: Line = { bytes: Buffer.alloc(MOST_BYTES), length: 0 }
  // Without echo: what is typed does not appear.
  if (watched) stdin.setRawMode(true)
  ask(names[0])
  try {
    for await (const chunk of stdin) {
      readInto({ names, secrets, line, watched }, chunk as Uint8Array, () => {
        if (watched) stderr.write('\n')
        ask(names[secrets.length])
      })
      if (secrets.length === names.length) break
    }
    if (secrets.length < names.length) secrets.push(takeLine(line, names[secrets.length] ?? ''))
    const missing = names[secrets.length]
    if (missing !== undefined) throw new WrongUse(`The ${missing} is needed on standard input.`)
    return secrets
  } catch (error) {
    for (const secret of secrets) secret.fill(0)
    throw error
  } finally {
    line.bytes.fill(0)
    if (watched) stdin.setRawMode(false)
    stdin.pause()
  }
}

interface Reading {
  readonly names: readonly string[]
  readonly secrets: Uint8Array[]
  readonly line: Line
  readonly watched: boolean
}

function readInto(
  { names, secrets, line, watched }: Reading,
  chunk: Uint8Array,
  onLine: () => void,
): void {
  for (const byte of Buffer.from(chunk)) {
    if (secrets.length === names.length) return
    if (!isEnd(byte, line, watched)) continue
    secrets.push(takeLine(line, names[secrets.length] ?? ''))
    line.bytes.fill(0)
    line.length = 0
    onLine()
  }
}

function isEnd(byte: number, line: Line, typed: boolean): boolean {
  if (byte === NEW_LINE || (typed && byte === RETURN)) return true
  if (typed && byte === INTERRUPT) throw new AppError('cancelled', {})
  if (typed && ERASE.has(byte)) eraseSign(line)
  else append(line, byte)
  return false
}

/** A sign beyond ASCII is several bytes: those that continue one go with it. */
function eraseSign(line: Line): void {
  const isContinuing = () => ((line.bytes[line.length - 1] ?? 0) & 0xc0) === 0x80
  while (line.length > 0 && isContinuing()) line.length -= 1
  line.length = Math.max(0, line.length - 1)
}

function append(line: Line, byte: number): void {
  if (line.length >= MOST_BYTES) throw new AppError('too-large', { limit: MOST_BYTES })
  line.bytes[line.length] = byte
  line.length += 1
}

function takeLine({ bytes, length }: Line, what: string): Uint8Array {
  const end = bytes[length - 1] === RETURN ? length - 1 : length
  if (end <= 0) throw new WrongUse(`The ${what} is needed on standard input.`)
  return Uint8Array.from(bytes.subarray(0, end))
}
