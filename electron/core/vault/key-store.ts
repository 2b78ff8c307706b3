// The key slots exist three times: keys.json, its twin, and a table inside the database. A damaged or
// missing file falls back to the next; only the highest revision counts, or an old passphrase could
// be brought back with an old file.
import { readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError, writeSafely } from '../files/write-safely.ts'
import type { WorkspaceFolder } from './folder.ts'
import { parseKeyFile, writeKeyFile, type KeyFile } from './key-file.ts'

/** The key files worth trying: the highest revision, twice only if the two copies differ. */
export function readKeyFiles(place: WorkspaceFolder, wid: string): KeyFile[] {
  const found = [place.keys, place.keysCopy].map((path) => readBytes(path, place.name))
  if (found.every((bytes) => bytes === null))
    throw new AppError('keys-missing', { name: place.name })
  const parsed = found.flatMap((bytes) => (bytes ? [parseKeyFile(bytes)] : []))
  const whole = parsed.filter((file) => file !== null)
  const ours = whole.filter((file) => file.wid === wid)
  if (whole.length > 0 && ours.length === 0)
    throw new AppError('workspace-damaged', { name: place.name })
  if (ours.length === 0) throw new AppError('keys-damaged', { name: place.name })
  const highest = Math.max(...ours.map((file) => file.slotRevision))
  const [first, second] = ours.filter((file) => file.slotRevision === highest)
  if (!first) return []
  return second && !isSameFile(first, second) ? [first, second] : [first]
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
