// Beside the keys lies a sealed copy of everything a restore must carry forward, for the day the
// database cannot be read: a line per act, each sealed by itself and saying how far it has come. A line
// that cannot be written costs no act: the tail is written anew at the next opening.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { writeSafely } from '../files/write-safely.ts'
import { readCarried, readMarks, type CarriedRow } from './carried.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const ROWS_PER_LINE = 1_000

export interface TailKey {
  readonly key: Uint8Array
  readonly wid: string
}

interface Line {
  readonly rows: readonly CarriedRow[]
  /** How far each table has come with this line. */
  readonly marks: Readonly<Record<string, number>>
}

export interface ReadTail {
  readonly rows: readonly CarriedRow[]
  /** Every line could be read. */
  readonly whole: boolean
}

/** Null: there is none. */
export function readTail(path: string, key: TailKey): ReadTail | null {
  const text = readIfAny(path)
  if (text === null) return null
  const lines = text.split('\n')
  // Each line ends with a line break, so the last piece is empty unless writing was stopped.
  const last = lines.pop()
  const rows: CarriedRow[] = []
  for (const line of lines) {
    const opened = openLine(line, key)
    if (!opened) return { rows, whole: false }
    rows.push(...opened.rows)
  }
  return { rows, whole: last === '' }
}

export class RecordTail {
  readonly #path: string
  readonly #key: TailKey
  readonly #tables: readonly string[]
  #file: number | null = null
  #marks: ReadonlyMap<string, number> = new Map()

  constructor(path: string, key: TailKey, tables: readonly string[]) {
    this.#path = path
    this.#key = key
    this.#tables = tables
  }

  /** At opening: goes on where it ends, or is written anew where it does not end with the file. */
  async start(db: Database.Database): Promise<void> {
    this.close()
    if (this.#tables.length === 0) return
    this.#marks = readMarks(db, this.#tables)
    if (!isSameMarks(readLastMarks(this.#path, this.#key), this.#marks)) await this.#writeAnew(db)
    this.#file = openSync(this.#path, 'a', 0o600)
  }

  /** What was erased since must not stay readable here either. */
  async #writeAnew(db: Database.Database): Promise<void> {
    const rows = readCarried(db, this.#tables)
    const lines: string[] = []
    for (let at = 0; at === 0 || at < rows.length; at += ROWS_PER_LINE) {
      lines.push(sealLine(rows.slice(at, at + ROWS_PER_LINE), this.#marks, this.#key))
    }
    await writeSafely(this.#path, Buffer.from(lines.join('')))
  }

  /** After a commit. `durable`: what left the workspace or cannot be undone must survive a power cut. */
  append(db: Database.Database, durable: boolean): void {
    if (this.#file === null) return
    const rows = readCarried(db, this.#tables, this.#marks)
    if (rows.length === 0) return
    try {
      this.#marks = readMarks(db, this.#tables)
      writeSync(this.#file, sealLine(rows, this.#marks, this.#key))
      if (durable) fsyncSync(this.#file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      this.close()
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }
}

type Marks = ReadonlyMap<string, number>

function isSameMarks(a: Marks | null, b: Marks): boolean {
  return a !== null && a.size === b.size && [...b].every(([table, mark]) => a.get(table) === mark)
}

/** The last line alone, as a long tail would take its time. */
function readLastMarks(path: string, key: TailKey): Marks | null {
  const text = readIfAny(path)
  if (text === null || !text.endsWith('\n')) return null
  const last = openLine(text.slice(text.lastIndexOf('\n', text.length - 2) + 1, -1), key)
  return last && new Map(Object.entries(last.marks))
}

function sealLine(rows: readonly CarriedRow[], marks: Marks, { key, wid }: TailKey): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(wid))
  const line: Line = { rows, marks: Object.fromEntries(marks) }
  const text = JSON.stringify(line, (_, value: unknown) => packBytes(value))
  const box = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()])
  return `${Buffer.concat([nonce, box]).toString('base64')}\n`
}

function openLine(line: string, { key, wid }: TailKey): Line | null {
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(wid))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const text = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ])
    return JSON.parse(text.toString(), (_, value: unknown) => unpackBytes(value)) as Line
  } catch {
    return null // sealed under another key, or changed from outside
  }
}

/** Buffers become `{ type: 'Buffer', data: … }` before a replacer sees them. */
function packBytes(value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && 'data' in value
  return isBytes && value.type === 'Buffer'
    ? { bytes: Buffer.from(value.data as number[]).toString('base64') }
    : value
}

function unpackBytes(value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'bytes' in value
  return isBytes && typeof value.bytes === 'string' && Object.keys(value).length === 1
    ? Buffer.from(value.bytes, 'base64')
    : value
}

function readIfAny(path: string): string | null {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
