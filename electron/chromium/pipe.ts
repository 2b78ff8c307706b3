// The DevTools protocol over two file descriptors: JSON texts, each ended by a zero byte. No port is
// opened, so nothing else on the machine can talk to the window.
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from 'playwright'

/** Commands and events of one target; the types are those of the protocol. */
export type Session = Pick<CDPSession, 'send' | 'on'>

export interface Pipe {
  /** One target, or the browser itself without an id. */
  session(id?: string): Session
  /** The browser is gone. */
  readonly ended: Promise<void>
}

interface Incoming {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

export function openPipe(output: Writable, input: Readable): Pipe {
  const waiting = new Map<number, Waiting>()
  const targets = new Map<string, EventEmitter>()
  let lastId = 0

  const eventsOf = (id: string) => {
    const known = targets.get(id) ?? new EventEmitter()
    targets.set(id, known)
    return known
  }
  const send = (sessionId: string, method: string, params: unknown) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1)
      waiting.set(id, { resolve, reject })
      const address = sessionId === '' ? {} : { sessionId }
      output.write(`${JSON.stringify({ id, method, params, ...address })}\0`)
    })
  splitAtZero(input, (text) => {
    const message = JSON.parse(text) as Incoming
    if (message.id !== undefined) settle(waiting, message)
    else eventsOf(message.sessionId ?? '').emit(message.method ?? '', message.params)
  })
  // A write to a window that has just closed fails; `ended` tells.
  output.on('error', () => {})
  const ended = new Promise<void>((resolve) => input.once('close', resolve)).then(() => {
    for (const { reject } of waiting.values()) reject(new Error('The window is gone'))
  })
  const session = (id = '') => ({
    send: (method: string, params: unknown = {}) => send(id, method, params),
    on: (event: string, listener: (params: unknown) => void) => eventsOf(id).on(event, listener),
  })
  return { ended, session: (id) => session(id) as unknown as Session }
}

function settle(waiting: Map<number, Waiting>, { id = 0, result, error }: Incoming): void {
  const call = waiting.get(id)
  waiting.delete(id)
  if (error) call?.reject(new Error(error.message))
  else call?.resolve(result)
}

function splitAtZero(input: Readable, hear: (text: string) => void): void {
  let parts: Buffer[] = []
  input.on('error', () => {})
  input.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      hear(Buffer.concat([...parts, chunk.subarray(from, end)]).toString())
      parts = []
      from = end + 1
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
  })
}
