// The open workspace as the rest of the core holds it. Closing it leaves no key behind.
import type Database from 'better-sqlite3'
import { findWorkspaceRow } from '../workspace/store.ts'
import { copySecret } from '../secret-bytes.ts'
import type { WorkspaceFolder } from './folder.ts'
import { dropSessionKeys, type SessionKeys } from './keys.ts'
import type { HeldLock } from './lock-file.ts'
import { closeDatabase, type OpenDatabase } from './open-database.ts'
import { writeRecoveryGroups } from './recovery-key.ts'
import type { Unlocked } from './slots.ts'
import type { OpenVault, VaultTools } from './vault.ts'

export interface VaultParts {
  readonly tools: VaultTools
  readonly place: WorkspaceFolder
  readonly lock: HeldLock
  readonly opened: OpenDatabase
  readonly keys: SessionKeys
  readonly unlocked: Unlocked
}

export class UnlockedVault implements OpenVault {
  readonly wid: string
  readonly folder: string
  readonly name: string
  readonly db: Database.Database
  readonly keys: SessionKeys
  readonly actor: { readonly slot: string; readonly name: string }
  readonly createdAt: string
  readonly openedAt: string
  readonly tools: VaultTools
  readonly #opened: OpenDatabase
  readonly #lock: HeldLock
  /** Kept only until the printed text is confirmed. */
  #root: Uint8Array | null
  #closed = false

  constructor({ tools, place, lock, opened, keys, unlocked }: VaultParts) {
    const row = findWorkspaceRow(opened.db)
    this.wid = unlocked.keyFile.wid
    this.folder = place.folder
    this.name = place.name
    this.db = opened.db
    this.keys = keys
    this.actor = { slot: unlocked.slot.id, name: unlocked.slot.name }
    this.createdAt = row?.madeAt ?? ''
    this.openedAt = tools.now()
    this.tools = tools
    this.#opened = opened
    this.#lock = lock
    this.#root = row?.recoveryConfirmedAt ? null : copySecret(unlocked.root)
    lock.guard(opened.file.readFacts().identity)
  }

  get recordKey(): Uint8Array {
    return this.keys.record
  }

  get recoveryConfirmed(): boolean {
    return this.#root === null
  }

  recoveryGroups(): readonly string[] | null {
    return this.#root && writeRecoveryGroups(this.#root, Buffer.from(this.wid, 'hex'))
  }

  dropRoot(): void {
    this.#root?.fill(0)
    this.#root = null
  }

  checkWriter(): void {
    this.#lock.check()
  }

  readSalt(): Uint8Array {
    return this.#opened.file.readSalt()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    try {
      closeDatabase(this.#opened)
    } finally {
      this.dropRoot()
      dropSessionKeys(this.keys)
      this.#lock.release()
    }
  }
}
