// What a feature's handlers look like follows from its line in the contract: kind decides what the
// handler is given, schemas decide what it takes and returns.
import type { z } from '../../shared/kit/schema.ts'
import type { Contract, FeatureName } from '../../shared/contract.ts'
import type { Operation, InputOf } from '../../shared/kit/operation.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { CoreContext } from './context.ts'
import type { Migration } from './db/migration.ts'
import type { JobDesk } from './jobs.ts'
import type { ReadTx, WriteTx } from './tx.ts'

/** Before the output schema has brands and defaults put in: what a handler may return. */
type Answer<Op extends Operation> = z.input<Op['output']>

/** A file that leaves the workspace: written by the router, entered in the ledger, then answered. */
export interface Leaving<T> {
  readonly path: string
  readonly bytes: Uint8Array
  readonly answer: T
}

export type Handler<Op extends Operation> = Op['kind'] extends 'query'
  ? (tx: ReadTx, input: InputOf<Op>) => Answer<Op>
  : Op['kind'] extends 'command' | 'final'
    ? (tx: WriteTx, input: InputOf<Op>) => Answer<Op>
    : Op['kind'] extends 'door'
      ? (core: CoreContext, input: InputOf<Op>) => Answer<Op> | Promise<Answer<Op>>
      : Op['kind'] extends 'release'
        ? (core: CoreContext, input: InputOf<Op>) => Promise<Leaving<Answer<Op>>>
        : (desk: JobDesk, input: InputOf<Op>) => Promise<Answer<Op>>

export type FeatureHandlers<F extends FeatureName> = {
  readonly [Name in keyof Contract[F]]: Contract[F][Name] extends Operation
    ? Handler<Contract[F][Name]>
    : never
}

/** What a feature keeps in the database, and what kind of data each column is. */
export interface FeatureData {
  readonly migrations: readonly Migration[]
  readonly tables: TableDeclarations
}

export interface Feature<F extends FeatureName> {
  readonly handlers: FeatureHandlers<F>
  readonly data: FeatureData
}

export const NO_DATA: FeatureData = { migrations: [], tables: {} }
