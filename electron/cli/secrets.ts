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

export async function readSecret(what: string, { stdin, stderr }: CliStreams): Promise<Uint8Array> {
  const watched = stdin.isTTY === true
  if (watched) {
    stderr.write(`${what}: `)
    // Without echo: what is typed does not appear.
    stdin.setRawMode(true)
  }
  try {
    return await readLine(stdin, what)
  } finally {
    if (watched) {
      stdin.setRawMode(false)
      stderr.write('\n')
    }
    stdin.pause()
  }
}

async function readLine(stdin: CliStreams['stdin'], what: string): Promise<Uint8Array> {
  const line: Line = { bytes: Buffer.alloc(MOST_BYTES), length: 0 }
  try {
    for await (const chunk of stdin) {
      if (isLineEnded(line, chunk as Uint8Array, stdin.isTTY === true)) break
    }
    return takeLine(line, what)
  } finally {
    line.bytes.fill(0)
  }
}

function isLineEnded(line: Line, chunk: Uint8Array, typed: boolean): boolean {
  for (const byte of Buffer.from(chunk)) {
    if (byte === NEW_LINE || (typed && byte === RETURN)) return true
    if (typed && byte === INTERRUPT) throw new AppError('cancelled', {})
    if (typed && ERASE.has(byte)) eraseSign(line)
    else append(line, byte)
  }
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
