// Who may open the workspace: adding somebody, taking somebody away, a new passphrase. The two files
// are the moment it counts, so that whoever is interrupted can open with what they say; when a later
// copy fails, the files go back, and only where even that fails the change stands and says so.
import type { KeyHolder } from '../../../shared/access/model.ts'
import { keyHolderId, MOST_KEY_HOLDERS } from '../../../shared/access/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant } from '../../../shared/kit/schema.ts'
import { describeFolder } from './folder.ts'
import { isPassphraseSlot, type KeyFile, type PassphraseSlot } from './key-file.ts'
import { isSameFile, readKeyTable, writeKeyFiles, writeKeyTable } from './key-store.ts'
import type { RootAtHand } from './own-passphrase.ts'
import { changeSlots, makeSlot, type NewHolder } from './slots.ts'
import type { Actor, OpenVault } from './vault.ts'

export function describeHolders({ slots }: KeyFile, you: Actor): KeyHolder[] {
  return slots.filter(isPassphraseSlot).map((slot) => describeSlot(slot, slot.name === you.name))
}

export function describeHolder({ slots }: KeyFile, name: string): KeyHolder {
  const found = slots.filter(isPassphraseSlot).find((slot) => slot.name === name)
  if (!found) throw new AppError('not-found', { what: 'person' })
  return describeSlot(found, false)
}

function describeSlot({ id, name, role, since }: PassphraseSlot, isYou: boolean): KeyHolder {
  return { id: keyHolderId.parse(id), name, role, since: instant.parse(since), isYou }
}

export async function addHolder(
  vault: OpenVault,
  { root, keyFile, own }: RootAtHand,
  holder: NewHolder,
): Promise<KeyFile> {
  const known = keyFile.slots.filter(isPassphraseSlot)
  const isSame = (slot: PassphraseSlot) => foldName(slot.name) === foldName(holder.name)
  if (known.some(isSame)) throw new AppError('person-exists', { name: holder.name })
  if (known.length >= MOST_KEY_HOLDERS)
    throw new AppError('too-many-people', { most: MOST_KEY_HOLDERS })
  const slot = await makeSlot(vault.tools, holder, { root, wid: keyFile.wid, like: own })
  return changeSlots(keyFile, root, (slots) => [...slots, slot])
}

/** With every way in of theirs. */
export function removeHolder({ root, keyFile }: RootAtHand, id: string): KeyFile {
  const holder = getHolder(keyFile, id)
  const owners = keyFile.slots.filter(isPassphraseSlot).filter((slot) => slot.role === 'owner')
  if (owners.length === 1 && holder.role === 'owner')
    throw new AppError('last-owner', { name: holder.name })
  return changeSlots(keyFile, root, (slots) => slots.filter((slot) => slot.name !== holder.name))
}

export async function changeOwnPassphrase(
  vault: OpenVault,
  { root, keyFile, own }: RootAtHand,
  next: Uint8Array,
): Promise<KeyFile> {
  const slot = await makeSlot(vault.tools, { ...own, passphrase: next }, { root, wid: keyFile.wid })
  return changeSlots(keyFile, root, (slots) =>
    slots.map((known) => (known.id === own.id ? slot : known)),
  )
}

export function getHolder({ slots }: KeyFile, id: string): PassphraseSlot {
  const found = slots.filter(isPassphraseSlot).find((slot) => slot.id === id)
  if (!found) throw new AppError('not-found', { what: 'person' })
  return found
}

interface KeyChange {
  readonly before: KeyFile
  readonly next: KeyFile
}

/** `commit` writes the table and the record in one transaction. */
export async function putKeysInForce<T>(
  vault: OpenVault,
  { before, next }: KeyChange,
  commit: (writeTable: () => void) => T,
): Promise<T> {
  const place = describeFolder(vault.folder)
  try {
    await writeKeyFiles(place, next)
    return commit(() => writeKeyTable(vault.db, next))
  } catch (error) {
    // A disk can fail after the change is in the file: what the file says decides, not the error.
    if (!isStill(vault, before)) throw new AppError('keys-unfinished', {})
    await writeKeyFiles(place, before).catch(() => {
      throw new AppError('keys-unfinished', {})
    })
    throw error
  }
}

/** Not where it cannot be read: then the new files stay, which open either state of it. */
function isStill({ db }: OpenVault, before: KeyFile): boolean {
  try {
    const now = readKeyTable(db)
    return now !== null && isSameFile(now, before)
  } catch {
    return false
  }
}

/** Two people whose names look the same would be one in every list. */
function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
