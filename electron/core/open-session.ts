// One open workspace: its handles, its undo engine and the one way to change anything in it.
import { AppError } from '../../shared/kit/errors.ts'
import { contract } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { Instant } from '../../shared/kit/schema.ts'
import { createReader, createWriter, type Reader, type Writer } from './db/handle.ts'
import { readTables } from './db/schema.ts'
import { describeDiskError } from './files/write-safely.ts'
import { makeId } from './ids.ts'
import { appendEntry } from './record/chain.ts'
import type { ReadTx, WriteTx } from './tx.ts'
import type { Change } from './undo/changes.ts'
import { UndoEngine } from './undo/engine.ts'
import { closeStackAfterMigration, dropOldSteps } from './undo/keeping.ts'
import { installTriggers } from './undo/triggers.ts'
import type { OpenVault } from './vault/vault.ts'

const MOST_RECORDED_IDS = 200

export interface Act {
  readonly operation: string
  readonly kind: Operation['kind']
  readonly final: boolean
  readonly edit: string | null
}

/** A door that leaves its line in the record by itself. */
export function doorAct(operation: string): Act {
  return { operation, kind: 'door', final: false, edit: null }
}

export interface Written<T> {
  readonly answer: T
  readonly changes: Change[]
}

export interface SessionParts {
  readonly vault: OpenVault
  readonly declared: TableDeclarations
  readonly now: () => Instant
}

export class OpenSession {
  readonly vault: OpenVault
  readonly #reader: Reader
  readonly #writer: Writer
  readonly #undo: UndoEngine
  readonly #base: Omit<ReadTx, 'db' | 'now'>
  readonly #now: () => Instant

  constructor({ vault, declared, now }: SessionParts) {
    const { db } = vault
    const tables = readTables(db)
    const shapes = new Map(tables.map((table) => [table.name, table]))
    this.vault = vault
    this.#now = now
    this.#reader = createReader(db)
    this.#writer = createWriter(db)
    this.#undo = new UndoEngine(this.#writer, shapes, saysOf)
    const { name: actor } = vault.actor
    const { recordKey, name: workspace } = vault
    this.#base = { actor, workspace, recordKey, shapes, declared, saysOf }
    if (vault.readOnly) return
    closeStackAfterMigration(this.#writer, db.pragma('user_version', { simple: true }) as number)
    dropOldSteps(this.#writer, now())
    installTriggers(db, tables, declared)
  }

  /** What a restore carries forward goes on beside the keys from here. */
  startTail(): void {
    if (this.vault.readOnly) return
    try {
      this.vault.tail.start(this.vault.db)
    } catch (error) {
      // A tail that cannot be read or written keeps nobody from working; the next act tries again.
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }

  read<T>(run: (tx: ReadTx) => T): T {
    return run({ ...this.#base, db: this.#reader, now: this.#now() })
  }

  /** One transaction, one step, one line in the record; all of it or nothing. */
  write<T>(act: Act, run: (tx: WriteTx) => T): Written<T> {
    this.#refuseReadOnly()
    try {
      const written = this.vault.db.transaction(() => this.#perform(act, run)).immediate()
      this.vault.tail.append(act.final)
      return written
    } catch (error) {
      this.#undo.abandon()
      throw describeDiskError(error, this.vault.name)
    }
  }

  /** Into the engine's own tables, without a step and without a line: nothing was done yet. */
  writeAside(run: (db: Writer, actor: string) => void): void {
    this.#refuseReadOnly()
    const write = this.vault.db.transaction(() => {
      run(this.#writer, this.#base.actor)
      this.vault.checkWriter()
    })
    try {
      write.immediate()
    } catch (error) {
      throw describeDiskError(error, this.vault.name)
    }
  }

  #refuseReadOnly(): void {
    if (this.vault.readOnly) throw new AppError('read-only', { name: this.vault.name })
  }

  #perform<T>(act: Act, run: (tx: WriteTx) => T): Written<T> {
    const at = this.#now()
    const { actor } = this.#base
    const { operation, edit } = act
    let values: Readonly<Record<string, string>> = {}
    this.#undo.begin({ at, actor, operation, edit })
    const answer = run({
      ...this.#base,
      db: this.#writer,
      undo: this.#undo,
      now: at,
      operation,
      newId: () => makeId(at),
      about: (given) => (values = given),
    })
    const changes = this.#undo.finish({ values, final: act.final })
    if (changes.length > 0 || act.kind !== 'command') {
      appendEntry(this.#writer, this.#base.recordKey, { at, actor, operation, ids: idsOf(changes) })
    }
    // Last thing before the commit: another program may have taken the workspace over meanwhile.
    this.vault.checkWriter()
    return { answer, changes }
  }
}

/** The sentence of an operation, from the contract; one that no longer exists says its name. */
export function saysOf(operation: string): string {
  const [feature = '', name = ''] = operation.split('.')
  const operations: Readonly<Record<string, Operation>> | undefined = Object.hasOwn(
    contract,
    feature,
  )
    ? contract[feature as keyof typeof contract]
    : undefined
  return operations && Object.hasOwn(operations, name) ? (operations[name]?.says ?? '') : operation
}

function idsOf(changes: readonly Change[]): string[] {
  const ids = [...new Set(changes.map((change) => `${change.tbl}:${change.row}`))]
  if (ids.length <= MOST_RECORDED_IDS) return ids
  const kept = ids.slice(0, MOST_RECORDED_IDS - 1)
  return [...kept, `and ${ids.length - kept.length} more`]
}
