// The worker that jobs run in.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../shared/kit/errors.ts'
import { TASKS, type JobTaskName, type JobTools } from './job-tasks.ts'

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
