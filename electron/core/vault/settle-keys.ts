// After the database opened, its own copy of the key slots joins in: the highest revision wins and is
// written to every copy. A file older than the table is an old passphrase brought back: refused.
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import type { WorkspaceFolder } from './folder.ts'
import { isSignedBy, type KeyFile } from './key-file.ts'
import {
  isSameFile,
  readKeyFiles,
  readKeyTable,
  writeAllCopies,
  writeKeyFiles,
} from './key-store.ts'
import { makeSlot, replaceSlot, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'

export async function settleKeys(
  place: WorkspaceFolder,
  db: Database.Database,
  used: KeyFile,
): Promise<void> {
  const kept = readKeyTable(db)
  if (kept && kept.slotRevision > used.slotRevision) {
    await writeKeyFiles(place, kept)
    throw new AppError('wrong-passphrase', { waitSeconds: 0 })
  }
  if (kept && isSameFile(kept, used)) return writeKeyFiles(place, used)
  return writeAllCopies(place, db, used)
}

interface Recovery {
  readonly db: Database.Database
  readonly root: Uint8Array
  readonly passphrase: Uint8Array
}

/** The new passphrase takes the first person's slot; everybody else's stays as it is. */
export async function takeSlotFromRecovery(
  tools: VaultTools,
  place: WorkspaceFolder,
  { db, root, passphrase }: Recovery,
): Promise<Unlocked> {
  const known = findLatest(place, db, root)
  const [old] = known.slots
  if (!old) throw new AppError('keys-damaged', { name: place.name })
  const slot = await makeSlot(tools, { name: old.name, passphrase }, { root, wid: known.wid })
  const keyFile = replaceSlot(known, { old: old.id, slot, root })
  await writeAllCopies(place, db, keyFile)
  return { root, slot, keyFile }
}

function findLatest(place: WorkspaceFolder, db: Database.Database, root: Uint8Array): KeyFile {
  const table = readKeyTable(db)
  const wid = table?.wid ?? ''
  const copies = [...(table ? [table] : []), ...readFilesIfAny(place, wid)]
  const [latest] = copies
    .filter((copy) => isSignedBy(copy, root))
    .toSorted((a, b) => b.slotRevision - a.slotRevision)
  if (!latest) throw new AppError('keys-damaged', { name: place.name })
  return latest
}

/** Recovery is for the day these are lost, so their absence is no error here. */
function readFilesIfAny(place: WorkspaceFolder, wid: string): KeyFile[] {
  try {
    return readKeyFiles(place, wid)
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
