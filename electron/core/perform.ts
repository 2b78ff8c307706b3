// What each kind of operation means: which handle its handler is given, what is written beside its
// own rows, and what the window is told afterwards.
import type { FeatureName } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import type { CoreContext } from './context.ts'
import type { Leaving } from './feature.ts'
import { noticeOf } from './notices.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { computeInWorker, type JobDesk } from './jobs.ts'
import type { Act } from './open-session.ts'
import { releaseFile } from './releases/release-file.ts'
import type { ReadTx, WriteTx } from './tx.ts'

export interface Performance {
  readonly core: CoreContext
  readonly feature: FeatureName
  readonly operation: Operation
  readonly handler: unknown
  readonly input: unknown
  readonly act: Act
  readonly progress: { readonly signal: AbortSignal; readonly id: number }
}

// The contract ties handler, input and output together (feature.ts); past the lookup by name the
// compiler cannot follow, and the schemas at both ends take over.
type Given<First> = (first: First, input: unknown) => unknown

export async function performOperation(performance: Performance): Promise<unknown> {
  const { core, operation, handler, input } = performance
  switch (operation.kind) {
    case 'query':
      return core.session
        .current()
        .read((tx) => checkOutput(operation, (handler as Given<ReadTx>)(tx, input)))
    case 'command':
    case 'final':
      return write(performance, (tx) => (handler as Given<WriteTx>)(tx, input))
    case 'door':
      return checkOutput(operation, await (handler as Given<CoreContext>)(core, input))
    case 'release': {
      const opened = core.session.current()
      const leaving = (await (handler as Given<CoreContext>)(core, input)) as Leaving<unknown>
      const stillOpen = () => {
        // Locked meanwhile, and maybe another workspace opened: its ledger is not ours to write.
        if (core.session.current() !== opened) throw new AppError('locked', {})
      }
      stillOpen()
      return releaseFile(leaving, (enter) => {
        stillOpen()
        return write(performance, enter)
      })
    }
    case 'job':
      return runJob(performance)
  }
}

function write(performance: Performance, run: (tx: WriteTx) => unknown): unknown {
  const { core, feature, operation, act } = performance
  // The output is checked inside the transaction: an answer that does not fit takes nothing with it.
  const { answer, changes } = core.session
    .current()
    .write(act, (tx) => checkOutput(operation, run(tx)))
  const notice = noticeOf(changes, { feature, operation })
  if (notice) core.emit(notice)
  return answer
}

async function runJob(performance: Performance): Promise<unknown> {
  const { core, handler, input, progress } = performance
  const abort = new AbortController()
  const stop = () => abort.abort()
  progress.signal.addEventListener('abort', stop)
  const letGo = core.session.hold(stop)
  const report: JobDesk['progress'] = (phase, done, total) =>
    core.emit({ kind: 'progress', id: progress.id, phase, done, total })
  const desk: JobDesk = {
    core,
    progress: report,
    checkCancelled: () => {
      if (abort.signal.aborted) throw new AppError('cancelled', {})
    },
    compute: (task, request) =>
      computeInWorker(task, request, {
        signal: abort.signal,
        onProgress: ({ phase, done, total }) => report(phase, done, total),
      }),
    apply: <T>(run: (tx: WriteTx) => T) => {
      desk.checkCancelled()
      return write(performance, run) as T
    },
  }
  try {
    return await (handler as Given<JobDesk>)(desk, input)
  } finally {
    letGo()
    progress.signal.removeEventListener('abort', stop)
  }
}

function checkOutput(operation: Operation, answer: unknown): unknown {
  const parsed = operation.output.safeParse(answer)
  if (!parsed.success) throw new Error('An answer does not fit its contract')
  return parsed.data
}
