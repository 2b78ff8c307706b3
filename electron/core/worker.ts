// The entry of the core, the same in a worker thread and in Electron's utility process: it gives the
// core its remote ports and its clock, and carries messages. It decides nothing.
import { parentPort, workerData } from 'node:worker_threads'
import { instant } from '../../shared/kit/schema.ts'
import { createCore, type CoreOptions } from './app.ts'
import { createRemotePorts } from './remote-ports.ts'
import type { FromCore, ToCore } from './wire.ts'

export interface WorkerStart {
  /** The folder that new workspaces go to unless told otherwise. */
  readonly documents: string
  readonly afterStop?: boolean
  /** False: nothing of the core's own accord; for tests. */
  readonly housekeeping?: boolean
  /** Cheap key derivation for tests. */
  readonly kdf?: CoreOptions['kdf']
  /** Shared milliseconds that the clock is ahead: tests let hours pass without waiting. */
  readonly clockAhead?: Float64Array
}

interface Line {
  send(message: FromCore): void
  hear(listener: (message: ToCore) => void): void
}

/** What Electron adds to `process` in a utility process. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: ToCore }) => void): void
}

function findLine(): Line {
  if (parentPort) {
    const port = parentPort
    return {
      send: (message) => port.postMessage(message),
      hear: (listener) => port.on('message', listener),
    }
  }
  const { parentPort: port } = process as typeof process & { readonly parentPort: UtilityPort }
  return {
    send: (message) => port.postMessage(message),
    hear: (listener) => port.on('message', ({ data }) => listener(data)),
  }
}

/** A thread is given an object, a utility process the same as JSON text in its arguments. */
function readStart(): WorkerStart {
  if (parentPort) return workerData as WorkerStart
  return JSON.parse(process.argv[2] ?? '{}') as WorkerStart
}

const start = readStart()
const line = findLine()
const { ports, settle } = createRemotePorts(line.send)
const core = createCore({
  ports,
  documents: start.documents,
  afterStop: start.afterStop === true,
  housekeeping: start.housekeeping !== false,
  now: () => instant.parse(new Date(Date.now() + (start.clockAhead?.[0] ?? 0)).toISOString()),
  send: line.send,
  report: (text) => process.stderr.write(`${text}\n`),
  ...(start.kdf && { kdf: start.kdf }),
})

line.hear((message) => {
  if (message.type === 'answer' || message.type === 'refusal') settle(message)
  // A rejection here ends the core: the host starts a fresh one and says so.
  else void core.receive(message)
})
line.send({ type: 'ready' })
