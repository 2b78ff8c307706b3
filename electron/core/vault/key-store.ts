// The key slots exist four times: keys.json, its twin, a table inside the database, and in what this
// machine remembers. A damaged or missing copy falls back to the next; only the highest revision that
// is authentic counts, or an old passphrase could be brought back with an old file.
import { readFileSync, rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError, writeSafely } from '../files/write-safely.ts'
import type { WorkspaceFolder } from './folder.ts'
import { parseKeyFile, writeKeyFile, type KeyFile } from './key-file.ts'

/**
 * Every different key file of this workspace worth trying: its two files, the one of a new root key
 * that is being put in place, and what this machine remembers.
 */
export function readKeyFiles(
  place: WorkspaceFolder,
  wid: string,
  remembered: readonly KeyFile[] = [],
): KeyFile[] {
  const found = [place.keys, place.keysCopy].map((path) => readBytes(path, place.name))
  const parsed = found.flatMap((bytes) => (bytes ? [parseKeyFile(bytes)] : []))
  const whole = parsed.filter((file) => file !== null)
  const next = readKeysNext(place)
  const all = [...whole, ...(next ? [next] : []), ...remembered]
  const ours = all.filter((file) => file.wid === wid)
  if (ours.length > 0) return dropTwins(ours)
  if (found.every((bytes) => bytes === null))
    throw new AppError('keys-missing', { name: place.name })
  if (whole.length > 0) throw new AppError('workspace-damaged', { name: place.name })
  throw new AppError('keys-damaged', { name: place.name })
}

export function readKeysNext(place: WorkspaceFolder): KeyFile | null {
  const bytes = readBytes(place.keysNext, place.name)
  return bytes && parseKeyFile(bytes)
}

/** Where the database itself cannot say which workspace it is: all that are of one and the same. */
export function readAnyKeyFiles(place: WorkspaceFolder, remembered: readonly KeyFile[]): KeyFile[] {
  const found = [place.keys, place.keysCopy, place.keysNext].flatMap((path) => {
    const bytes = readBytes(path, place.name)
    const file = bytes && parseKeyFile(bytes)
    return file ? [file] : []
  })
  const [newest] = [...found, ...remembered]
  if (!newest) throw new AppError('keys-missing', { name: place.name })
  return dropTwins([...found, ...remembered].filter((file) => file.wid === newest.wid))
}

function dropTwins(files: readonly KeyFile[]): KeyFile[] {
  return files.filter((file, at) => !files.slice(0, at).some((other) => isSameFile(file, other)))
}

/** All three copies, files first: whoever is interrupted can open with what the files say. */
export async function writeAllCopies(
  place: WorkspaceFolder,
  db: Database.Database,
  file: KeyFile,
): Promise<void> {
  await writeKeyFiles(place, file)
  writeKeyTable(db, file)
}

export async function writeKeyFiles(place: WorkspaceFolder, file: KeyFile): Promise<void> {
  const bytes = writeKeyFile(file)
  for (const path of [place.keys, place.keysCopy]) {
    if (!readBytes(path, place.name)?.equals(bytes)) await writeSafely(path, bytes)
  }
  // Only now: until both files say the same, it may be the only one that fits the database.
  rmSync(place.keysNext, { force: true })
}

export function writeKeyTable(db: Database.Database, file: KeyFile): void {
  db.prepare(
    `INSERT INTO key_copy (id, slot_revision, content) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET slot_revision = excluded.slot_revision, content = excluded.content`,
  ).run(file.slotRevision, writeKeyFile(file))
}

export function readKeyTable(db: Database.Database): KeyFile | null {
  const content = db.prepare('SELECT content FROM key_copy WHERE id = 1').pluck().get()
  return content instanceof Uint8Array ? parseKeyFile(content) : null
}

export function isSameFile(a: KeyFile, b: KeyFile): boolean {
  return writeKeyFile(a).equals(writeKeyFile(b))
}

function readBytes(path: string, name: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw describeDiskError(error, name)
  }
}
