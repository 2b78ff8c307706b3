// A row as it is stored: kinds first, then values. Text stays bytes, so that what comes out is what
// went in, also where it is not well-formed, and no text of a person becomes a string in memory.
import { readVarint } from './parse-page.ts'

export interface StoredText {
  readonly text: Buffer
}

/** A number is a REAL, a bigint an INTEGER, a Buffer a BLOB. */
export type StoredValue = null | bigint | number | Buffer | StoredText

export function isText(value: StoredValue): value is StoredText {
  return typeof value === 'object' && value !== null && 'text' in value
}

/** Null: the bytes are not a record. */
export function parseRecord(payload: Buffer): StoredValue[] | null {
  try {
    const header = readVarint(payload, 0)
    const values: StoredValue[] = []
    let at = header.next
    let from = Number(header.value)
    while (at < Number(header.value)) {
      const serial = readVarint(payload, at)
      at = serial.next
      const bytes = countBytes(Number(serial.value))
      if (from + bytes > payload.length) return null
      values.push(readValue(payload.subarray(from, from + bytes), Number(serial.value)))
      from += bytes
    }
    return at === Number(header.value) && from === payload.length ? values : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const FIXED_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
const FIRST_OF_VARIABLE_LENGTH = 12

function countBytes(serial: number): number {
  const fixed = FIXED_BYTES[serial]
  if (fixed !== undefined) return fixed
  if (serial < FIRST_OF_VARIABLE_LENGTH) throw new RangeError('A kind SQLite never stores')
  return Math.floor((serial - FIRST_OF_VARIABLE_LENGTH) / 2)
}

function readValue(bytes: Buffer, serial: number): StoredValue {
  if (serial === 0) return null
  if (serial === 7) return bytes.readDoubleBE(0)
  if (serial === 8) return 0n
  if (serial === 9) return 1n
  if (serial < 7) return readInteger(bytes)
  return serial % 2 === 0 ? Buffer.from(bytes) : { text: Buffer.from(bytes) }
}

function readInteger(bytes: Buffer): bigint {
  if (bytes.length === 8) return bytes.readBigInt64BE(0)
  return BigInt(bytes.readIntBE(0, bytes.length))
}
