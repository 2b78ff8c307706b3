// The only trust boundary. Every message of every page comes through `handle`, and in this order:
// size, shape, sender, own-key lookup, locked, strict input, the operation itself, output. Whatever
// fails inside becomes an error as data: a code and details, never a stack, a path or content.
import { randomBytes } from 'node:crypto'
import { contract } from '../../shared/contract.ts'
import { AppError, type ErrorData } from '../../shared/kit/errors.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import { object, z } from '../../shared/kit/schema.ts'
import { MESSAGE_LIMIT, type CoreMessage, type Reply } from '../../shared/wire.ts'
import type { CoreContext } from './context.ts'
import { features } from './features.ts'
import { describeDiskError } from './files/write-safely.ts'
import { performOperation } from './perform.ts'
import { isTrusted, type Sender } from './wire.ts'

const messageId = z.number().int().nonnegative()
const callMessage = object({
  id: messageId,
  operation: z.string().max(100),
  input: z.unknown().optional(),
  edit: z.string().max(64).optional(),
})
const cancelMessage = object({ cancel: z.number().int().nonnegative() })
/** Not a call, but there is somebody to tell so. */
const answerable = z.looseObject({ id: messageId }).transform(({ id }) => ({ id, malformed: true }))
const pageMessage = z.union([callMessage, cancelMessage, answerable])
type CallMessage = z.infer<typeof callMessage>

export interface Router {
  handle(text: string, sender: Sender | null): Promise<void>
}

export interface RouterTools {
  readonly core: CoreContext
  readonly send: (message: CoreMessage) => void
  /** For the maker of the app: a reference and a kind, never what it was about. */
  readonly report: (line: string) => void
}

export function createRouter(tools: RouterTools): Router {
  const running = new Map<number, AbortController>()
  const reply = async (call: CallMessage): Promise<Reply> => {
    const abort = new AbortController()
    running.set(call.id, abort)
    try {
      return { ok: true, value: await perform(tools.core, call, abort.signal) }
    } catch (error) {
      return { ok: false, error: toErrorData(error, call.operation, tools.report) }
    } finally {
      // A later call may carry the same number: that one stays cancellable.
      if (running.get(call.id) === abort) running.delete(call.id)
    }
  }
  return {
    handle: async (text, sender) => {
      const message = readMessage(text)
      if (!message) return
      if ('cancel' in message) {
        if (isTrusted(sender)) running.get(message.cancel)?.abort()
        return
      }
      const call = () => ('malformed' in message ? MALFORMED : reply(message))
      tools.send({ id: message.id, reply: await answer(text, sender, call) })
    },
  }
}

async function perform(core: CoreContext, call: CallMessage, signal: AbortSignal) {
  const { operation, feature, name } = findOperation(call.operation)
  if (!operation.lockedToo) core.session.current()
  if (operation.ownerOnly) core.session.checkOwner()
  if (!['query', 'door'].includes(operation.kind)) core.session.checkWritable()
  const input = parseInput(operation, call.input)
  const handler = (features[feature].handlers as Record<string, unknown>)[name]
  const { kind, final } = operation
  const act = { operation: call.operation, kind, final, edit: call.edit ?? null }
  const progress = { signal, id: call.id }
  return performOperation({ core, feature, operation, handler, input, act, progress })
}

const MALFORMED = refuse({ code: 'invalid-input', details: { field: '' } })

type Answering = () => Reply | Promise<Reply>

async function answer(text: string, sender: Sender | null, reply: Answering): Promise<Reply> {
  if (!isTrusted(sender)) return refuse({ code: 'untrusted-sender', details: {} })
  if (text.length > MESSAGE_LIMIT) {
    return refuse({ code: 'too-large', details: { limit: MESSAGE_LIMIT } })
  }
  return reply()
}

function refuse(error: ErrorData): Reply {
  return { ok: false, error }
}

/** A message without a readable id has nobody to answer to: it is dropped. */
function readMessage(text: string): z.infer<typeof pageMessage> | null {
  try {
    const id = text.length > MESSAGE_LIMIT ? /^\{"id":(\d{1,15}),/.exec(text)?.[1] : undefined
    if (id !== undefined) return { id: Number(id), operation: '' }
    if (text.length > MESSAGE_LIMIT) return null
    return pageMessage.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Own keys only: `__proto__.toString` and friends are not operations. */
function findOperation(path: string) {
  const [feature = '', name = '', ...rest] = path.split('.')
  if (rest.length === 0 && Object.hasOwn(contract, feature)) {
    const key = feature as keyof typeof contract
    const operations: Readonly<Record<string, Operation>> = contract[key]
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
    if (operation) return { operation, feature: key, name }
  }
  throw new AppError('unknown-operation', { operation: path.slice(0, 60) })
}

function parseInput(operation: Operation, given: unknown): unknown {
  const parsed = operation.input.safeParse(given)
  if (parsed.success) return parsed.data
  throw new AppError('invalid-input', { field: fieldOf(parsed.error) })
}

/** Names of fields come from the contract, so they are safe to say; unknown keys are not repeated. */
function fieldOf(error: z.ZodError): string {
  const path = error.issues[0]?.path ?? []
  return path.filter((part) => typeof part === 'string').join('.')
}

function toErrorData(error: unknown, operation: string, report: (line: string) => void): ErrorData {
  const known = describeDiskError(error, '')
  if (known instanceof AppError) return known.toData()
  const reference = randomBytes(4).toString('hex')
  const kind = error instanceof Error ? error.name : typeof error
  report(`internal ${reference} ${operation} ${kind}${framesOf(error)}`)
  return { code: 'internal', details: { reference } }
}

/** Where it happened without what it said: a message may quote a value. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames
    .slice(0, 8)
    .map((frame) => `\n${frame}`)
    .join('')
}
