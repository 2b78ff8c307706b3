// One open workspace: its handles, its undo engine and the one way to change anything in it.
import { contract } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { Instant } from '../../shared/kit/schema.ts'
import { createReader, createWriter, type Reader } from './db/handle.ts'
import { readTables } from './db/schema.ts'
import { describeDiskError } from './files/write-safely.ts'
import { makeId } from './ids.ts'
import { appendEntry } from './record/chain.ts'
import type { ReadTx, WriteTx } from './tx.ts'
import type { Change } from './undo/changes.ts'
import { createUndoEngine } from './undo/engine.ts'
import { closeStackAfterMigration, dropOldSteps } from './undo/keeping.ts'
import { installTriggers } from './undo/triggers.ts'
import type { OpenVault } from './vault/vault.ts'

const MOST_RECORDED_IDS = 200

export interface Act {
  readonly operation: string
  readonly kind: Operation['kind']
  readonly edit: string | null
}

export interface OpenSession {
  readonly vault: OpenVault
  readonly reader: Reader
  read<T>(run: (tx: ReadTx) => T): T
  /** One transaction, one step, one line in the record; all of it or nothing. */
  write<T>(act: Act, run: (tx: WriteTx) => T): { readonly answer: T; readonly changes: Change[] }
}

export interface SessionParts {
  readonly vault: OpenVault
  readonly declared: TableDeclarations
  readonly now: () => Instant
}

export function openSession({ vault, declared, now }: SessionParts): OpenSession {
  const db = vault.db
  const reader = createReader(db)
  const writer = createWriter(db)
  const tables = readTables(db)
  const shapes = new Map(tables.map((table) => [table.name, table]))
  closeStackAfterMigration(writer, db.pragma('user_version', { simple: true }) as number)
  dropOldSteps(writer, now())
  installTriggers(db, tables, declared)
  const undo = createUndoEngine(writer, shapes, saysOf)
  const actor = vault.actor.name
  const base = {
    actor,
    workspace: vault.name,
    recordKey: vault.recordKey,
    shapes,
    declared,
    saysOf,
  }

  const perform = <T>(act: Act, run: (tx: WriteTx) => T) => {
    const at = now()
    let values: Readonly<Record<string, string>> = {}
    undo.begin({ at, actor, operation: act.operation, edit: act.edit })
    const answer = run({
      ...base,
      db: writer,
      now: at,
      operation: act.operation,
      undo,
      newId: () => makeId(at),
      about: (given) => (values = given),
    })
    const final = act.kind === 'final' || act.kind === 'release'
    const changes = undo.finish({ values, final })
    if (changes.length > 0 || act.kind !== 'command') {
      appendEntry(writer, vault.recordKey, {
        at,
        actor,
        operation: act.operation,
        ids: idsOf(changes),
      })
    }
    // Last thing before the commit: another program may have taken the workspace over meanwhile.
    vault.checkWriter()
    return { answer, changes }
  }

  return {
    vault,
    reader,
    read: (run) => run({ ...base, db: reader, now: now() }),
    write: (act, run) => {
      try {
        return db.transaction(() => perform(act, run)).immediate()
      } catch (error) {
        undo.abandon()
        throw describeDiskError(error, vault.name)
      }
    },
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
