// What a handler is given. A query sees a Reader; a command a Writer and the few things that only
// make sense inside a step.
import type { Instant } from '../../shared/kit/schema.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { Reader, Writer } from './db/handle.ts'
import type { Shapes } from './undo/changes.ts'
import type { UndoEngine } from './undo/engine.ts'
import type { SaysOf } from './undo/steps.ts'

export interface ReadTx {
  readonly db: Reader
  readonly now: Instant
  readonly actor: string
  readonly workspace: string
  readonly recordKey: Uint8Array
  readonly shapes: Shapes
  readonly declared: TableDeclarations
  readonly saysOf: SaysOf
}

export interface WriteTx extends Omit<ReadTx, 'db'> {
  readonly db: Writer
  readonly operation: string
  readonly undo: UndoEngine
  /** A new id: sortable by time, unguessable. */
  newId<Id extends string>(): Id
  /** Fills the gaps of the operation's sentence. */
  about(values: Readonly<Record<string, string>>): void
}
