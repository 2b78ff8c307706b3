// The worker that jobs run in. It knows a closed list of tasks, takes plain data and gives plain data.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../shared/kit/errors.ts'
import { estimatePassphraseTask } from './vault/estimate-passphrase.ts'
import { rekeyImageTask } from './vault/rekey-image.ts'
import { repackBackupTask } from './vault/repack-backup.ts'
import { sealBackupTask } from './vault/seal-backup.ts'
import { salvageTask } from './vault/salvage/salvage.ts'
import { verifyBackupTask } from './vault/verify-backup.ts'

export interface JobProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface JobTools {
  progress(phase: string, done: number, total: number): void
  isCancelled(): boolean
}

const TASKS = {
  'estimate-passphrase': estimatePassphraseTask,
  'rekey-image': rekeyImageTask,
  'repack-backup': repackBackupTask,
  salvage: salvageTask,
  'seal-backup': sealBackupTask,
  'verify-backup': verifyBackupTask,
}

export type JobTaskName = keyof typeof TASKS

interface JobWork {
  readonly task: JobTaskName
  readonly request: never
  readonly cancelled: Int32Array
}

const { task, request, cancelled } = workerData as JobWork
const tools: JobTools = {
  progress: (phase, done, total) => parentPort?.postMessage({ progress: { phase, done, total } }),
  isCancelled: () => Atomics.load(cancelled, 0) === 1,
}

try {
  parentPort?.postMessage({ result: await TASKS[task](request, tools) })
} catch (error) {
  parentPort?.postMessage({ error: error instanceof AppError ? error.toData() : null })
}
