// Beside the keys lies a sealed copy of everything a restore must carry forward, for the day the
// database cannot be read: a line per act, each sealed by itself and saying how far it has come. A line
// that cannot be written costs no act: the tail is written anew at the next opening.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type Database from 'better-sqlite3'
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
  /** Every line could be read, and none is missing in between. */
  readonly whole: boolean
  /** How far each table has come at its end. */
  readonly marks: ReadonlyMap<string, number>
}

/** Null: there is none. */
export function readTail(path: string, key: TailKey): ReadTail | null {
  const text = readIfAny(path)
  if (text === null) return null
  const lines = text.split('\n')
  // Each line ends with a line break, so the last piece is empty unless writing was stopped.
  const last = lines.pop()
  // Each line is sealed by itself: one that was damaged takes none of the others with it.
  const opened = lines.map((line) => openLine(line, key))
  const rows = opened.flatMap((line) => line?.rows ?? [])
  const whole = last === '' && opened.every((line) => line !== null) && hasNoHoles(rows)
  const marks = new Map(Object.entries(opened.at(-1)?.marks ?? {}))
  return { rows, whole, marks }
}

/** Numbers run on in every carried table but that of payloads, which not every line has. */
function hasNoHoles(rows: readonly CarriedRow[]): boolean {
  const last = new Map<string, number>()
  return rows.every(({ table, row }) => {
    const number = Number(row['seq'] ?? row['number'])
    const before = last.get(table)
    last.set(table, number)
    return table === 'record_payload' || before === undefined || number === before + 1
  })
}

export class RecordTail {
  readonly #path: string
  readonly #key: TailKey
  readonly #tables: readonly string[]
  #file: number | null = null
  #db: Database.Database | null = null
  #marks: ReadonlyMap<string, number> = new Map()

  constructor(path: string, key: TailKey, tables: readonly string[]) {
    this.#path = path
    this.#key = key
    this.#tables = tables
  }

  /** At opening: goes on where it ends, or is written anew where it is not what the file says. */
  start(db: Database.Database): void {
    this.close()
    if (this.#tables.length === 0) return
    this.#db = db
    const known = readTail(this.#path, this.#key)
    this.#marks = readMarks(db, this.#tables)
    if (known?.whole && isSameMarks(known.marks, this.#marks))
      this.#file = openSync(this.#path, 'a', 0o600)
    else this.#writeAnew(db)
  }

  /** After a commit. `durable`: what left the workspace or cannot be undone must survive a power cut. */
  append(durable: boolean): void {
    const db = this.#db
    if (!db) return
    try {
      if (this.#file === null) return this.#writeAnew(db)
      const rows = readCarried(db, this.#tables, this.#marks)
      if (rows.length === 0) return
      // What was erased must not stay readable here either.
      if (rows.some(({ table }) => table === 'erasure_entry')) return this.#writeAnew(db)
      this.#marks = readMarks(db, this.#tables)
      writeFileSync(this.#file, sealLine(rows, this.#marks, this.#key))
      if (durable) fsyncSync(this.#file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      this.#giveUp()
    }
  }

  /** Better none than one that looks whole; the next act tries again. */
  #giveUp(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    try {
      rmSync(this.#path, { force: true })
    } catch (error) {
      // A disk that takes nothing any more says so at the next save.
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }

  #writeAnew(db: Database.Database): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    const rows = readCarried(db, this.#tables)
    this.#marks = readMarks(db, this.#tables)
    const part = `${this.#path}.part`
    const file = openSync(part, 'w', 0o600)
    try {
      for (let at = 0; at === 0 || at < rows.length; at += ROWS_PER_LINE)
        writeFileSync(file, sealLine(rows.slice(at, at + ROWS_PER_LINE), this.#marks, this.#key))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, this.#path)
    this.#file = openSync(this.#path, 'a', 0o600)
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    this.#db = null
  }
}

type Marks = ReadonlyMap<string, number>

function isSameMarks(a: Marks | null, b: Marks): boolean {
  return a !== null && a.size === b.size && [...b].every(([table, mark]) => a.get(table) === mark)
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
