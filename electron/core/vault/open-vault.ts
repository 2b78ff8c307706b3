// The open workspace as the rest of the core holds it. Closing it leaves no key behind.
import type Database from 'better-sqlite3'
import { findRecordKey, findWorkspaceRow } from '../workspace/store.ts'
import type { WorkspaceFolder } from './folder.ts'
import { dropSessionKeys, type SessionKeys } from './keys.ts'
import type { HeldLock } from './lock-file.ts'
import { closeDatabase, type OpenDatabase } from './open-database.ts'
import { RecordTail } from './record-tail.ts'
import { writeRecoveryGroups } from './recovery-key.ts'
import type { Unlocked } from './slots.ts'
import type { Actor, OpenVault, VaultTools } from './vault.ts'
import { copySecret } from '../secret-bytes.ts'

export interface VaultParts {
  readonly tools: VaultTools
  readonly place: WorkspaceFolder
  readonly lock: HeldLock
  readonly opened: OpenDatabase
  readonly keys: SessionKeys
  readonly unlocked: Unlocked
  readonly readOnly?: boolean
}

export class UnlockedVault implements OpenVault {
  readonly wid: string
  readonly folder: string
  readonly name: string
  readonly db: Database.Database
  readonly keys: SessionKeys
  readonly actor: Actor
  readonly createdAt: string
  readonly openedAt: string
  readonly tools: VaultTools
  readonly readOnly: boolean
  readonly recordKey: Uint8Array
  readonly tail: RecordTail
  readonly #opened: OpenDatabase
  readonly #lock: HeldLock
  /** Kept only until the printed text is confirmed. */
  #root: Uint8Array | null
  #closed = false

  constructor({ tools, place, lock, opened, keys, unlocked, readOnly = false }: VaultParts) {
    const row = findWorkspaceRow(opened.db)
    this.wid = unlocked.keyFile.wid
    this.folder = place.folder
    this.name = place.name
    this.db = opened.db
    this.keys = keys
    const { id: slot, name, role } = unlocked.slot
    this.actor = { slot, name, role }
    this.createdAt = row?.madeAt ?? ''
    this.openedAt = tools.now()
    this.readOnly = readOnly
    this.tools = tools
    this.recordKey = findRecordKey(opened.db) ?? keys.record
    this.tail = new RecordTail(place.tail, { key: keys.tail, wid: this.wid }, tools.carried ?? [])
    this.#opened = opened
    this.#lock = lock
    this.#root = row?.recoveryConfirmedAt ? null : copySecret(unlocked.root)
    lock.guard(opened.file.readFacts().identity)
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

  handOver(): { readonly lock: HeldLock; readonly opened: OpenDatabase } {
    this.#closed = true
    this.tail.close()
    this.#dropKeys()
    return { lock: this.#lock, opened: this.#opened }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    try {
      this.tail.close()
      closeDatabase(this.#opened)
    } finally {
      this.#dropKeys()
      this.#lock.release()
    }
  }

  #dropKeys(): void {
    this.dropRoot()
    dropSessionKeys(this.keys)
    this.recordKey.fill(0)
  }
}
