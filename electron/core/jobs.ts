// Long work: a worker computes, the core thread (the only one with the database) applies the result
// in one short transaction. Progress has a phase and a count; cancelling leaves everything as it was.
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorData } from '../../shared/kit/errors.ts'
import type { CoreContext } from './context.ts'
import type { JobProgress, JobTaskName } from './job-tasks.ts'
import { workerFile } from './places.ts'
import { shareSecret } from './secret-bytes.ts'
import type { WriteTx } from './tx.ts'

// Run from its sources, each worker strips types with WebAssembly. When two of them replaced a wrapper
// of it at once, V8 (Node 24) ended the whole process while it freed the former one: so none is replaced.
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000')

export interface JobDesk {
  readonly core: CoreContext
  progress(phase: string, done: number, total: number): void
  /** Throws `cancelled` if the person has cancelled. */
  checkCancelled(): void
  compute<Result>(task: JobTaskName, request: unknown): Promise<Result>
  /** To be called once, at the end: what the job changes, with its line in the record. */
  apply<T>(run: (tx: WriteTx) => T): T
}

export type JobMessage =
  | { readonly progress: JobProgress }
  | { readonly result: unknown }
  | { readonly error: ErrorData | null }

export interface JobControl {
  readonly signal: AbortSignal
  readonly onProgress: (progress: JobProgress) => void
}

export function computeInWorker<Result>(
  task: JobTaskName,
  request: unknown,
  { signal, onProgress }: JobControl,
): Promise<Result> {
  if (signal.aborted) return Promise.reject(new AppError('cancelled', {}))
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const { shared, forget } = shareSecrets(request)
  const workerData = { task, request: shared, cancelled }
  const worker = new Worker(workerFile('job-worker'), { workerData })
  // A worker between two looks at the flag is not waited for: nothing it holds outlives it.
  const stop = () => {
    Atomics.store(cancelled, 0, 1)
    void worker.terminate()
  }
  signal.addEventListener('abort', stop)
  return new Promise<Result>((resolve, reject) => {
    let settle = () => reject(new AppError('cancelled', {}))
    worker.on('message', (message: JobMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else if ('result' in message) settle = () => resolve(message.result as Result)
      else settle = () => reject(toError(message.error))
    })
    worker.on('error', (error) => (settle = () => reject(error)))
    // It ends by itself, and only then is it over: its whole heap is gone, and the keys in it.
    worker.on('exit', () => settle())
  }).finally(() => {
    signal.removeEventListener('abort', stop)
    forget()
  })
}

/** Bytes in a request are keys and passphrases: a message would copy them where nobody zeroes them. */
function shareSecrets(request: unknown): { readonly shared: unknown; forget(): void } {
  const secrets: Uint8Array[] = []
  const share = (value: unknown): unknown => {
    if (value instanceof Uint8Array) {
      const secret = shareSecret(value)
      secrets.push(secret)
      return secret
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, share(part)]))
  }
  return {
    shared: share(request),
    forget: () => secrets.forEach((secret) => secret.fill(0)),
  }
}

function toError(data: ErrorData | null): Error {
  return data ? new AppError(data.code, data.details) : new Error('A job failed')
}
