// Pairs what the page sends with what the core answers, and hands events to whoever listens.
import { AppError } from '../../shared/kit/errors.ts'
import type { Saver } from '../data/saving.ts'
import type { CoreEvent, CoreMessage, PageMessage, Reply } from '../../shared/wire.ts'
import { bridge } from './bridge.ts'

export interface Progress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface CallOptions {
  /** Names one stay in one field: saves with the same name join into one undo step. */
  readonly edit?: string
  /** The field whose text this saves: held until it is in the file. */
  readonly saver?: Saver
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

interface Waiting {
  readonly settle: (reply: Reply) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}

const waiting = new Map<number, Waiting>()
const listeners = new Set<(event: CoreEvent) => void>()
// All pages hear all answers (a print page runs beside the window, a reload follows a page), so each
// counts from a place of its own.
let lastId = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) * 1_000

bridge.receive((text) => {
  const message = JSON.parse(text) as CoreMessage
  if ('event' in message) return hear(message.event)
  const call = waiting.get(message.id)
  waiting.delete(message.id)
  call?.settle(message.reply)
})

function hear(event: CoreEvent): void {
  if (event.kind === 'progress') waiting.get(event.id)?.onProgress?.(event)
  else for (const listener of listeners) listener(event)
}

function post(message: PageMessage): void {
  bridge.send(JSON.stringify(message))
}

/** Sends one request; refusals come back as data and are thrown as `AppError`. */
export function request(
  operation: string,
  input: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const id = (lastId += 1)
  const { edit, signal, onProgress } = options
  return new Promise((resolve, reject) => {
    const settle = (reply: Reply) => {
      if (reply.ok) resolve(reply.value)
      else reject(new AppError(reply.error.code, reply.error.details))
    }
    waiting.set(id, { settle, onProgress })
    signal?.addEventListener('abort', () => post({ cancel: id }), { once: true })
    post({ id, operation, input, ...(edit === undefined ? {} : { edit }) })
  })
}

export function onEvent(listener: (event: CoreEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
