// A new root key: copy, re-key the copy, verify it, write the new key file beside the old ones, and
// then one rename of the database decides. Stopped anywhere, the passphrase opens what is there: the
// next opening sees which key the database has and finishes or drops the rest (settle-keys.ts).
import { rmSync, writeFileSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'
import { writeSafely } from '../files/write-safely.ts'
import { countBytes, type WorkDesk } from './backup.ts'
import { describeVaultError } from './describe-error.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { checkFreeSpace } from './free-space.ts'
import { fitsDatabase } from './fits-database.ts'
import { signKeyFile, startKeyFile, writeKeyFile } from './key-file.ts'
import { deriveKey, ROOT_KEY_BYTES } from './keys.ts'
import { closeDatabase, type OpenDatabase } from './open-database.ts'
import type { RootAtHand } from './own-passphrase.ts'
import { removeNext, swapIn } from './migrate.ts'
import type { RekeyRequest } from './rekey-image.ts'
import { makeSlot, type Unlocked } from './slots.ts'
import { enterVault, type OpenVault } from './vault.ts'
import { countRows } from './verify-image.ts'
import { dropPreparedWaveKeys, prepareWaveKeys } from './wave-keys.ts'
import { copySecret } from '../secret-bytes.ts'

interface Rotating {
  readonly at: RootAtHand
  readonly passphrase: Uint8Array
}

/** Open again, whichever key the file has now. */
export interface Rotated {
  readonly vault: OpenVault
  /** Null: it is the new one. */
  readonly failure: unknown
}

/** The vault given is closed, the one returned is open. */
export async function rotateVault(
  vault: OpenVault,
  { at, passphrase }: Rotating,
  desk: WorkDesk,
): Promise<Rotated> {
  const next = await makeUnlocked(vault, { at, passphrase })
  try {
    const place = describeFolder(vault.folder)
    await prepare(vault, { place, at, next }, desk)
    return await swapUnderNewKey(vault, place, { next, former: { ...at, slot: at.own } })
  } finally {
    next.root.fill(0)
  }
}

/** Only the person at hand gets a slot: nobody else's passphrase is known. */
async function makeUnlocked(
  { tools, wid }: OpenVault,
  { at, passphrase }: Rotating,
): Promise<Unlocked> {
  const root = tools.randomBytes(ROOT_KEY_BYTES)
  const slot = await makeSlot(tools, { ...at.own, passphrase }, { root, wid })
  const { keyVersion, slotRevision } = at.keyFile
  const revision = { keyVersion: keyVersion + 1, slotRevision: slotRevision + 1 }
  const keyFile = signKeyFile({ ...startKeyFile(wid, slot), ...revision }, root)
  return { root, slot, keyFile }
}

interface Preparing {
  readonly place: WorkspaceFolder
  readonly at: RootAtHand
  readonly next: Unlocked
}

async function prepare(
  vault: OpenVault,
  { place, at, next }: Preparing,
  desk: WorkDesk,
): Promise<void> {
  const { db, tools, wid } = vault
  try {
    desk.progress('copy', 0, 1)
    removeNext(place)
    checkFreeSpace(place.folder, countBytes(db))
    await prepareWaveKeys(place, { from: at.root, to: next.root, wid }, tools.randomBytes)
    writeFileSync(place.next, '', { flag: 'wx', mode: 0o600 })
    db.prepare('VACUUM INTO ?').run(place.next)
    const request: RekeyRequest = {
      image: place.next,
      wid,
      fromKey: copySecret(vault.keys.database),
      toKey: deriveKey(next.root, Buffer.from(wid, 'hex'), 'database'),
      keyFile: next.keyFile,
      recordKey: copySecret(vault.recordKey),
      newSheet: true,
      counts: countRows(db),
    }
    await desk.compute('rekey-image', request)
    for (const key of [request.fromKey, request.toKey, request.recordKey]) key.fill(0)
    desk.checkCancelled()
    // The last thing before the rename: from here on both key files are needed until it is settled.
    await writeSafely(place.keysNext, writeKeyFile(next.keyFile))
  } catch (error) {
    removeNext(place)
    dropPreparedWaveKeys(place)
    rmSync(place.keysNext, { force: true })
    throw describeVaultError(error, vault.name)
  }
}

/** Whatever the disk answers in between: the file that is there afterwards is opened with its key. */
async function swapUnderNewKey(
  vault: OpenVault,
  place: WorkspaceFolder,
  { next, former }: { readonly next: Unlocked; readonly former: Unlocked },
): Promise<Rotated> {
  const wid = Buffer.from(vault.wid, 'hex')
  const { lock, opened } = vault.handOver()
  try {
    const failure = attemptSwap(place, opened)
    const isNew = fitsDatabase(place, { root: next.root, wid })
    const entered = await enterVault({ tools: vault.tools, place, lock }, isNew ? next : former)
    const reason = failure ?? new AppError('disk-error', {})
    return { vault: entered, failure: isNew ? null : describeVaultError(reason, vault.name) }
  } catch (error) {
    lock.release()
    throw describeVaultError(error, vault.name)
  }
}

function attemptSwap(place: WorkspaceFolder, opened: OpenDatabase): Error | null {
  try {
    closeDatabase(opened)
    swapIn(place)
    return null
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}
