// After the database opened, its own copy of the key slots joins in: the highest revision wins and is
// written to every copy. A file older than the table is an old passphrase brought back: refused.
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { fitsDatabase } from './fits-database.ts'
import type { WorkspaceFolder } from './folder.ts'
import { compareRevisions, isPassphraseSlot, isSignedBy, type KeyFile } from './key-file.ts'
import {
  isSameFile,
  readKeysNext,
  readKeyFiles,
  readKeyTable,
  writeAllCopies,
  writeKeyFiles,
} from './key-store.ts'
import { makeSlot, replaceSlot, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'
import { dropPreparedWaveKeys, promoteWaveKeys } from './wave-keys.ts'

export async function settleKeys(
  place: WorkspaceFolder,
  db: Database.Database,
  used: KeyFile,
): Promise<void> {
  settleRotation(place, used)
  const kept = readKeyTable(db)
  if (kept && compareRevisions(kept, used) < 0) {
    await writeKeyFiles(place, kept)
    throw new AppError('wrong-passphrase', { waitSeconds: 0 })
  }
  if (kept && isSameFile(kept, used)) return writeKeyFiles(place, used)
  return writeAllCopies(place, db, used)
}

/** A new root key was stopped on its way: the key that opened says which side of the rename it was. */
function settleRotation(place: WorkspaceFolder, used: KeyFile): void {
  const next = readKeysNext(place)
  if (next && isSameFile(next, used)) promoteWaveKeys(place)
  else dropPreparedWaveKeys(place)
}

interface Recovery {
  readonly db: Database.Database
  readonly root: Uint8Array
  readonly passphrase: Uint8Array
}

/** The new passphrase takes the first owner's slot; everybody else's stays as it is. */
export async function takeSlotFromRecovery(
  tools: VaultTools,
  place: WorkspaceFolder,
  { db, root, passphrase }: Recovery,
): Promise<Unlocked> {
  const known = findLatest(place, db, { root, remembered: tools.remembered ?? [] })
  const old = known.slots.filter(isPassphraseSlot).find((slot) => slot.role === 'owner')
  if (!old) throw new AppError('keys-damaged', { name: place.name })
  const slot = await makeSlot(tools, { ...old, passphrase }, { root, wid: known.wid })
  const keyFile = replaceSlot(known, { old: old.id, slot, root })
  await writeAllCopies(place, db, keyFile)
  return { root, slot, keyFile }
}

function findLatest(
  place: WorkspaceFolder,
  db: Database.Database,
  { root, remembered }: { readonly root: Uint8Array; readonly remembered: readonly KeyFile[] },
): KeyFile {
  const table = readKeyTable(db)
  const wid = table?.wid ?? ''
  const copies = [...(table ? [table] : []), ...readFilesIfAny(place, wid, remembered)]
  const [latest] = copies.filter((copy) => isSignedBy(copy, root)).toSorted(compareRevisions)
  if (!latest) throw new AppError('keys-damaged', { name: place.name })
  return latest
}

/** Recovery is for the day these are lost, so their absence is no error here. */
function readFilesIfAny(
  place: WorkspaceFolder,
  wid: string,
  remembered: readonly KeyFile[],
): KeyFile[] {
  try {
    return readKeyFiles(place, wid, remembered)
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

/** The text is whole and of this workspace, but the newest key file belongs to another root key. */
export function refuseOutdatedText(
  tools: VaultTools,
  place: WorkspaceFolder,
  { root, wid }: { readonly root: Uint8Array; readonly wid: Uint8Array },
): void {
  if (fitsDatabase(place, { root, wid })) return
  const files = readFilesIfAny(place, Buffer.from(wid).toString('hex'), tools.remembered ?? [])
  const [newest] = files.toSorted(compareRevisions)
  if (!newest || isSignedBy(newest, root)) return
  root.fill(0)
  throw new AppError('recovery-outdated', {})
}
