// Where a restored image goes: over the present file, which is kept under another name first, or into
// a workspace folder of its own that appears whole.
import {
  copyFileSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { writeSafely } from '../files/write-safely.ts'
import { makeFolders, refuseExisting } from './build.ts'
import { describeVaultError } from './describe-error.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { writeKeyFile, type KeyFile } from './key-file.ts'
import { writeKeyFiles } from './key-store.ts'
import { removeNext, swapIn } from './migrate.ts'
import type { Prepared } from './restore.ts'
import { syncFolder } from './sync-folder.ts'
import type { VaultTools } from './vault.ts'
import { dropPreparedWaveKeys } from './wave-keys.ts'

const MOST_SET_ASIDE = 3

/** The name under which the present file is kept; null: there was none. */
export async function putInPlace(
  tools: VaultTools,
  place: WorkspaceFolder,
  keyFile: KeyFile,
): Promise<string | null> {
  try {
    // Of a rotation that was stopped: prepared for a key that never came into force.
    dropPreparedWaveKeys(place)
    // Both slots and file change: whichever of the two a stop leaves, this opens it.
    await writeSafely(place.keysNext, writeKeyFile(keyFile))
    const keptAs = setAside(place, tools.now())
    rmSync(place.journal, { force: true })
    swapIn(place)
    return keptAs
  } catch (error) {
    // Not moved yet: then neither the slots nor the image may stay to be found.
    if (existsSync(place.next)) rmSync(place.keysNext, { force: true })
    removeNext(place)
    throw describeVaultError(error, place.name)
  }
}

/** A second name first, so that the workspace is never without a file; its journal belongs to it. */
function setAside(place: WorkspaceFolder, now: string): string | null {
  if (!existsSync(place.database)) return null
  // Not `recursive`: that answers a failing disk as a missing folder.
  if (!existsSync(place.setAside)) mkdirSync(place.setAside, { mode: 0o700 })
  const name = findFreeName(place, now.slice(0, 19).replace('T', ' ').replaceAll(':', '-'))
  const kept = join(place.setAside, name)
  keepUnder(place.database, kept)
  // Emptied after each commit: only one that was stopped in the middle has anything in it.
  if ((statSync(place.journal, { throwIfNoEntry: false })?.size ?? 0) > 0)
    keepUnder(place.journal, `${kept}-journal`)
  syncFolder(place.setAside)
  dropOldest(place, name)
  return name
}

/** What restores replaced, by name. */
export function listSetAside(folder: string): string[] {
  const { setAside: kept } = describeFolder(folder)
  const names = existsSync(kept) ? readdirSync(kept) : []
  return names.filter((name) => name.endsWith('.db')).map((name) => `set-aside/${name}`)
}

function findFreeName({ setAside: folder }: WorkspaceFolder, stamp: string): string {
  const names = [`${stamp}.db`]
  while (existsSync(join(folder, names.at(-1) ?? '')))
    names.push(`${stamp} (${names.length + 1}).db`)
  return names.at(-1) ?? ''
}

function keepUnder(path: string, kept: string): void {
  try {
    linkSync(path, kept)
  } catch {
    // FAT drives know no second names.
    copyFileSync(path, kept, constants.COPYFILE_EXCL)
  }
}

/** Never the one just kept, whatever the clock says. */
function dropOldest({ setAside: folder }: WorkspaceFolder, kept: string): void {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.db') && name !== kept)
    .toSorted()
  for (const name of names.slice(0, 1 - MOST_SET_ASIDE)) {
    rmSync(join(folder, name), { force: true })
    rmSync(join(folder, `${name}-journal`), { force: true })
  }
}

export async function placeNew(
  tools: VaultTools,
  place: WorkspaceFolder,
  prepare: (building: WorkspaceFolder) => Promise<Prepared>,
): Promise<Prepared> {
  refuseExisting(place)
  const mark = Buffer.from(tools.randomBytes(6)).toString('hex')
  const parent = dirname(place.folder)
  const building = describeFolder(join(parent, `.${basename(place.folder)}.${mark}.part`))
  try {
    makeFolders(building)
    const done = await prepare(building)
    swapIn(building)
    await writeKeyFiles(building, done.keys.unlocked.keyFile)
    syncFolder(building.folder)
    refuseExisting(place)
    renameSync(building.folder, place.folder)
    syncFolder(parent)
    return done
  } catch (error) {
    rmSync(building.folder, { recursive: true, force: true })
    throw describeVaultError(error, basename(parent))
  }
}
