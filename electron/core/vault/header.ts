// The only module that opens workspace.db without SQLite. On POSIX, closing any descriptor of a file
// drops every lock this process holds on it, SQLite's too. So a claim keeps one descriptor from before
// SQLite opens the file until after it has closed it, and every other reading is refused meanwhile.
import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describeFolder, PAGE_BYTES } from './folder.ts'
import { isThisProcess, readLockNote } from './lock-note.ts'

export const SALT_BYTES = 16
const PLAIN_HEADER = 'SQLite format 3\0'

const claimed = new Set<string>()

/** Which file it is and how long: enough to notice that another took its place. */
export interface FileFacts {
  readonly identity: string
  readonly bytes: number
}

export interface ClaimedFile {
  /** The first 16 bytes: SQLCipher keeps its salt there, and ours is the workspace id. */
  readSalt(): Buffer
  readFirstPage(): Buffer
  readFacts(): FileFacts
  /** Raw bytes from a position on; answers how many there were. */
  readAt(position: number, into: Uint8Array): number
  /** Only after SQLite has closed the file. */
  release(): void
}

export function claimDatabase(database: string): ClaimedFile {
  const path = realpathSync(database)
  if (claimed.has(path)) throw new Error('workspace.db is already open in this process')
  const descriptor = openSync(path, 'r')
  claimed.add(path)
  return {
    readSalt: () => readStart(descriptor, SALT_BYTES),
    readFirstPage: () => readStart(descriptor, PAGE_BYTES),
    readFacts: () => describeFacts(fstatSync(descriptor, { bigint: true })),
    readAt: (position, into) => readSync(descriptor, into, 0, into.length, position),
    release: () => {
      if (!claimed.delete(path)) return
      closeSync(descriptor)
    },
  }
}

/** For a look before SQLite opens the file. */
export function readClaimed<T>(database: string, read: (file: ClaimedFile) => T): T {
  const file = claimDatabase(database)
  try {
    return read(file)
  } finally {
    file.release()
  }
}

/** Refused while the file is open in this process: closing the descriptor would drop its lock. */
export function readClosedSalt(database: string): Buffer {
  refuseIfOpenHere(database)
  const descriptor = openSync(database, 'r')
  try {
    return readStart(descriptor, SALT_BYTES)
  } finally {
    closeSync(descriptor)
  }
}

/** Asks for the entry in the folder only; no descriptor is opened. */
export function findFacts(database: string): FileFacts | null {
  const found = statSync(database, { bigint: true, throwIfNoEntry: false })
  return found?.isFile() ? describeFacts(found) : null
}

export function isPlainDatabase(salt: Uint8Array): boolean {
  return Buffer.from(salt).toString('latin1') === PLAIN_HEADER
}

/** Worker threads share the locks but not this module's memory: the lock file speaks for them. */
export function isOpenHere(database: string): boolean {
  const note = readLockNote(describeFolder(dirname(database)).lock)
  return claimed.has(realpathSync(database)) || (note !== null && isThisProcess(note))
}

function refuseIfOpenHere(database: string): void {
  if (isOpenHere(database)) throw new Error('workspace.db is open in this process')
}

function readStart(descriptor: number, length: number): Buffer {
  const start = Buffer.alloc(length)
  return start.subarray(0, readSync(descriptor, start, 0, length, 0))
}

function describeFacts(found: { dev: bigint; ino: bigint; size: bigint }): FileFacts {
  return { identity: `${found.dev}:${found.ino}`, bytes: Number(found.size) }
}
