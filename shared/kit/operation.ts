// What the window may ask for is declared with these six words; everything else derives from them.
//
// door     works on the workspace as a whole: open, lock, settings, files. No transaction, no undo.
// query    reads. A write inside it does not compile.
// command  changes data in one transaction: one undo step, one line in the record, one notice.
// final    a command that cannot be undone. Only the closed list in finals.ts may be one.
// release  something leaves the workspace: written safely first, then entered in the ledger.
// job      long work: computed beside the core with progress and cancel, applied in one step. It may be
//          final too.
import type { z } from './schema.ts'

export type OperationKind = 'door' | 'query' | 'command' | 'final' | 'release' | 'job'

export interface Operation<
  Kind extends OperationKind = OperationKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
  /** What history says about one use; `{{name}}` is filled by the handler. Empty for doors and queries. */
  readonly says: string
  /** Features whose answers change although none of their rows did. */
  readonly changes: readonly string[]
  /** Whether it answers while the workspace is locked. Only doors may, and the work that opens one. */
  readonly lockedToo: boolean
  /** Cannot be undone; its name is on the closed list in finals.ts. */
  readonly final: boolean
  /** Refused to a coordinator: vault, reveal and erase. */
  readonly ownerOnly: boolean
}

interface Saying {
  readonly says: string
  readonly changes?: readonly string[]
  readonly ownerOnly?: boolean
}

interface SayingOfJob extends Saying {
  readonly final?: boolean
  readonly lockedToo?: boolean
}

const silent = {
  says: '',
  changes: [] as readonly string[],
  lockedToo: false,
  final: false,
  ownerOnly: false,
}

export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Operation<'query', I, O> {
  return { kind: 'query', input, output, ...silent }
}

export function door<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  door: { readonly lockedToo: boolean; readonly ownerOnly?: boolean },
): Operation<'door', I, O> {
  return { kind: 'door', input, output, ...silent, ...door }
}

/** The four kinds that leave a trace take a sentence for the history and the record. */
function leavesTrace<Kind extends OperationKind, Said extends Saying>(kind: Kind, isFinal = false) {
  return <I extends z.ZodType, O extends z.ZodType>(
    input: I,
    output: O,
    saying: Said,
  ): Operation<Kind, I, O> => ({ kind, input, output, ...silent, final: isFinal, ...saying })
}

export const command = leavesTrace<'command', Saying>('command')
export const final = leavesTrace<'final', Saying>('final', true)
export const release = leavesTrace<'release', Saying>('release', true)
export const job = leavesTrace<'job', SayingOfJob>('job')

/** With brands on both sides: the window cannot pass any text where an id belongs. */
export type InputOf<Op extends Operation> = z.output<Op['input']>
export type OutputOf<Op extends Operation> = z.output<Op['output']>
