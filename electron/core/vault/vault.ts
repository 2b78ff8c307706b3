// The workspace as a locked thing: made, opened with a passphrase, opened with the recovery text.
// Nothing else in the app derives keys, opens workspace.db or decides who may write.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import { workspaceName } from '../../../shared/workspace/model.ts'
import type { Migration } from '../db/migration.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
import { buildWorkspace, refuseExisting } from './build.ts'
import type { Driver } from './cipher.ts'
import { findCostlierSlot } from './costlier-slot.ts'
import { getWorkspace, readWid } from './find-workspace.ts'
import { describeFolder, WORKSPACE_SUFFIX, type WorkspaceFolder } from './folder.ts'
import type { KdfCost } from './kdf.ts'
import { signKeyFile, startKeyFile } from './key-file.ts'
import { readKeyFiles } from './key-store.ts'
import {
  deriveSessionKeys,
  dropSessionKeys,
  ROOT_KEY_BYTES,
  WID_BYTES,
  type SessionKeys,
} from './keys.ts'
import { takeLock, type HeldLock } from './lock-file.ts'
import { closeDatabase, openDatabase, type OpenDatabase } from './open-database.ts'
import { UnlockedVault } from './open-vault.ts'
import { readRecoveryGroups } from './recovery-key.ts'
import { settleKeys, takeSlotFromRecovery } from './settle-keys.ts'
import { makeSlot, unlockSlots, type Unlocked } from './slots.ts'

export interface VaultTools {
  /** The present instant, as ISO text. */
  now(): string
  randomBytes(length: number): Uint8Array
  readonly migrations: readonly Migration[]
  /** The core before this one ended by itself, maybe with a workspace open. */
  readonly afterStop?: boolean
  /** Cheap key derivation for tests. Absent: calibrated on this machine when a slot is made. */
  readonly kdf?: KdfCost
  /** For tests, which prove that a driver without encryption is refused. */
  readonly driver?: Driver
}

export interface OpenVault {
  /** The workspace id: 16 bytes as hex. */
  readonly wid: string
  readonly folder: string
  readonly name: string
  readonly db: Database.Database
  readonly keys: SessionKeys
  readonly recordKey: Uint8Array
  readonly actor: { readonly slot: string; readonly name: string }
  readonly createdAt: string
  readonly openedAt: string
  readonly recoveryConfirmed: boolean
  readonly tools: VaultTools
  /** The printed text while it is not yet confirmed, else null. */
  recoveryGroups(): readonly string[] | null
  /** From memory, once it stands in the file that the text was confirmed. */
  dropRoot(): void
  /** Before each commit: lock file and stat only. */
  checkWriter(): void
  /** The first 16 bytes of the file as they are on disk now. */
  readSalt(): Uint8Array
  /** Closes the file, zeroes the keys, gives the lock file up. */
  close(): void
}

export interface NewVault {
  readonly parent: string
  readonly name: string
  readonly owner: string
  readonly passphrase: Uint8Array
}

export async function createVault(tools: VaultTools, plan: NewVault): Promise<OpenVault> {
  if (!workspaceName.safeParse(plan.name).success)
    throw new AppError('invalid-input', { field: 'name' })
  const place = describeFolder(join(plan.parent, plan.name + WORKSPACE_SUFFIX))
  refuseExisting(place)
  const root = tools.randomBytes(ROOT_KEY_BYTES)
  const wid = tools.randomBytes(WID_BYTES)
  const widText = Buffer.from(wid).toString('hex')
  const keys = deriveSessionKeys(root, wid)
  try {
    const person = { name: plan.owner, passphrase: plan.passphrase }
    const slot = await makeSlot(tools, person, { root, wid: widText })
    const keyFile = signKeyFile(startKeyFile(widText, slot), root)
    const cipher = { key: keys.database, wid }
    await buildWorkspace(tools, place, { cipher, keyFile, driver: tools.driver ?? Database })
    return await withLock(tools, place, (lock) =>
      openWith({ tools, place, lock }, { root, slot, keyFile }),
    )
  } finally {
    root.fill(0)
    dropSessionKeys(keys)
  }
}

export async function openVault(
  tools: VaultTools,
  folder: string,
  passphrase: Uint8Array,
): Promise<OpenVault> {
  const place = getWorkspace(folder)
  return withLock(tools, place, async (lock) => {
    checkTurn(folder, tools.now())
    const candidates = readKeyFiles(place, readWid(place).toString('hex'))
    const began = performance.now()
    const asked = { name: place.name, cheap: tools.kdf }
    const unlocked = await unlockSlots(candidates, passphrase, asked)
    if (!unlocked) throw countFailure(folder, tools.now())
    const took = performance.now() - began
    try {
      forgetFailures(folder)
      const better = await findCostlierSlot(tools, unlocked, { passphrase, took })
      return await openWith({ tools, place, lock }, better)
    } finally {
      unlocked.root.fill(0)
    }
  })
}

/** The database and the printed text are enough: lost or damaged key files are written anew. */
export async function recoverVault(
  tools: VaultTools,
  folder: string,
  { groups, passphrase }: { readonly groups: readonly string[]; readonly passphrase: Uint8Array },
): Promise<OpenVault> {
  const place = getWorkspace(folder)
  return withLock(tools, place, async (lock) => {
    const wid = readWid(place)
    const root = readRecoveryGroups(groups, wid)
    const keys = deriveSessionKeys(root, wid)
    try {
      const opened = await openDatabase(tools, place, { wid, keys })
      const unlocked = await orClose(opened, () =>
        takeSlotFromRecovery(tools, place, { db: opened.db, root, passphrase }),
      )
      forgetFailures(folder)
      return new UnlockedVault({ tools, place, lock, opened, keys, unlocked })
    } catch (error) {
      dropSessionKeys(keys)
      throw error
    } finally {
      root.fill(0)
    }
  })
}

interface Opening {
  readonly tools: VaultTools
  readonly place: WorkspaceFolder
  readonly lock: HeldLock
}

async function openWith({ tools, place, lock }: Opening, unlocked: Unlocked): Promise<OpenVault> {
  const wid = Buffer.from(unlocked.keyFile.wid, 'hex')
  const keys = deriveSessionKeys(unlocked.root, wid)
  try {
    const opened = await openDatabase(tools, place, { wid, keys })
    await orClose(opened, () => settleKeys(place, opened.db, unlocked.keyFile))
    return new UnlockedVault({ tools, place, lock, opened, keys, unlocked })
  } catch (error) {
    dropSessionKeys(keys)
    throw error
  }
}

async function withLock(
  tools: VaultTools,
  place: WorkspaceFolder,
  open: (lock: HeldLock) => Promise<OpenVault>,
): Promise<OpenVault> {
  const lock = takeLock(place, tools)
  try {
    return await open(lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function orClose<T>(opened: OpenDatabase, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    closeDatabase(opened)
    throw error
  }
}
