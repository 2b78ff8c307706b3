// The workspace as a locked thing: made, opened with a passphrase, opened with the recovery text.
// Nothing else in the app derives keys, opens workspace.db or decides who may write.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import type { Role } from '../../../shared/access/model.ts'
import { workspaceName } from '../../../shared/workspace/model.ts'
import type { Migration } from '../db/migration.ts'
import type { Ports } from '../ports.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
import { buildWorkspace, refuseExisting } from './build.ts'
import type { Driver } from './cipher.ts'
import { findCostlierSlot } from './costlier-slot.ts'
import { getWorkspace, readWid } from './find-workspace.ts'
import { describeFolder, WORKSPACE_SUFFIX, type WorkspaceFolder } from './folder.ts'
import type { KdfCost } from './kdf.ts'
import { signKeyFile, startKeyFile, type KeyFile } from './key-file.ts'
import { fitsDatabase } from './fits-database.ts'
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
import type { RecordTail } from './record-tail.ts'
import { readRecoveryGroups } from './recovery-key.ts'
import { refuseOutdatedText, settleKeys, takeSlotFromRecovery } from './settle-keys.ts'
import { unlockByKeychain } from './keychain-slot.ts'
import { dropOutdated, makeSlot, unlockSlots, type Unlocked } from './slots.ts'

export interface VaultTools {
  /** The present instant, as ISO text. */
  now(): string
  randomBytes(length: number): Uint8Array
  readonly migrations: readonly Migration[]
  /** Tables that no restored backup sets back. */
  readonly carried?: readonly string[]
  /** The core before this one ended by itself, maybe with a workspace open. */
  readonly afterStop?: boolean
  /** The key slots of the workspace to be opened, as this machine last saw them. */
  readonly remembered?: readonly KeyFile[]
  /** Cheap key derivation for tests. Absent: calibrated on this machine when a slot is made. */
  readonly kdf?: KdfCost
  /** For tests, which prove that a driver without encryption is refused. */
  readonly driver?: Driver
}

export interface Actor {
  readonly slot: string
  readonly name: string
  readonly role: Role
}

export interface OpenVault {
  /** The workspace id: 16 bytes as hex. */
  readonly wid: string
  readonly folder: string
  readonly name: string
  readonly db: Database.Database
  readonly keys: SessionKeys
  readonly recordKey: Uint8Array
  readonly actor: Actor
  readonly createdAt: string
  readonly openedAt: string
  readonly recoveryConfirmed: boolean
  /** The folder cannot be written: everything can be looked at and nothing changed. */
  readonly readOnly: boolean
  readonly tools: VaultTools
  /** The printed text while it is not yet confirmed, else null. */
  recoveryGroups(): readonly string[] | null
  /** From memory, once it stands in the file that the text was confirmed. */
  dropRoot(): void
  /** Before each commit: lock file and stat only. */
  checkWriter(): void
  /** The first 16 bytes of the file as they are on disk now. */
  readSalt(): Uint8Array
  /** What the record and its ledgers say, beside the keys. */
  readonly tail: RecordTail
  /** To put another file in its place: keys gone, the file still open and locked for who takes over. */
  handOver(): { readonly lock: HeldLock; readonly opened: OpenDatabase }
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
    const person = { name: plan.owner, role: 'owner' as const, passphrase: plan.passphrase }
    const slot = await makeSlot(tools, person, { root, wid: widText })
    const keyFile = signKeyFile(startKeyFile(widText, slot), root)
    const cipher = { key: keys.database, wid }
    await buildWorkspace(tools, place, { cipher, keyFile, driver: tools.driver ?? Database })
    return await withLock(tools, place, (lock) =>
      enterVault({ tools, place, lock }, { root, slot, keyFile }),
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
    const wid = readWid(place)
    const candidates = readKeyFiles(place, wid.toString('hex'), tools.remembered)
    const began = performance.now()
    const asked = { name: place.name, cheap: tools.kdf }
    const opened = await unlockSlots(candidates, passphrase, asked)
    const took = performance.now() - began
    return withFitting({ place, wid, opened }, async (unlocked) => {
      if (!unlocked) throw countFailure(folder, tools.now())
      forgetFailures(folder)
      const better = await findCostlierSlot(tools, unlocked, { passphrase, took })
      return enterVault({ tools, place, lock }, better)
    })
  })
}

/** Without a passphrase, by what the keychain of this computer keeps. */
export async function openVaultHere(
  tools: VaultTools,
  folder: string,
  keychain: Pick<Ports, 'protectSecret' | 'revealSecret'>,
): Promise<OpenVault> {
  const place = getWorkspace(folder)
  return withLock(tools, place, async (lock) => {
    const wid = readWid(place)
    const candidates = readKeyFiles(place, wid.toString('hex'), tools.remembered)
    const opened = dropOutdated(await unlockByKeychain(candidates, keychain), candidates)
    return withFitting({ place, wid, opened }, async (unlocked) => {
      if (!unlocked) throw new AppError('no-keychain', {})
      return enterVault({ tools, place, lock }, unlocked)
    })
  })
}

interface Fitting {
  readonly place: WorkspaceFolder
  readonly wid: Uint8Array
  readonly opened: readonly Unlocked[]
}

/** Several only while a new root key is being put in place, or after an older file was put back. */
export async function withFitting<T>(
  { place, wid, opened }: Fitting,
  enter: (unlocked: Unlocked | undefined) => Promise<T>,
): Promise<T> {
  try {
    const [first, ...others] = opened
    const unlocked =
      others.length === 0 ? first : opened.find(({ root }) => fitsDatabase(place, { root, wid }))
    if (first && !unlocked) throw new AppError('workspace-damaged', { name: place.name })
    return await enter(unlocked)
  } finally {
    for (const { root } of opened) root.fill(0)
  }
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
    refuseOutdatedText(tools, place, { root, wid })
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

export interface Opening {
  readonly tools: VaultTools
  readonly place: WorkspaceFolder
  readonly lock: HeldLock
}

/** With a root key that fits the database, under a lock that is held. */
export async function enterVault(
  { tools, place, lock }: Opening,
  unlocked: Unlocked,
): Promise<OpenVault> {
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

export async function withLock<T>(
  tools: VaultTools,
  place: WorkspaceFolder,
  open: (lock: HeldLock) => Promise<T>,
): Promise<T> {
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
