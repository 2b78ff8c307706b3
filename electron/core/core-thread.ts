// The core as a worker thread: for the Chromium window, the command line and tests.
import { Worker } from 'node:worker_threads'
import type { CoreChannel } from './core-process.ts'
import { workerFile } from './places.ts'
import type { FromCore } from './wire.ts'
import type { WorkerStart } from './worker.ts'

export function startCoreThread(start: WorkerStart): CoreChannel {
  const worker = new Worker(workerFile('worker'), { workerData: start })
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', (message: FromCore) => listener(message)),
    onEnd: (listener) => {
      // An uncaught error ends the thread too; without a listener it would end this process.
      worker.on('error', () => {})
      worker.once('exit', () => listener())
    },
    kill: () => void worker.terminate(),
  }
}
