// Speaks to the core as a page does, in the same process: so every check a screen is subject to holds
// here too. What the core would ask of a desktop has no answer here.
import { AppError } from '../../shared/kit/errors.ts'
import { instant } from '../../shared/kit/schema.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/settings/model.ts'
import type { Contract, FeatureName } from '../../shared/contract.ts'
import type { InputOf, Operation, OutputOf } from '../../shared/kit/operation.ts'
import type { CoreEvent, CoreMessage, Reply } from '../../shared/wire.ts'
import { createCore, type Core } from '../core/app.ts'
import type { Ports } from '../core/ports.ts'
import { TRUSTED_ORIGINS } from '../core/wire.ts'
import type { CliStreams } from './main.ts'
import { createProgressLine } from './progress-line.ts'
import { sealSecret } from './seal.ts'

type OperationOf<
  F extends FeatureName,
  Name extends keyof Contract[F],
> = Contract[F][Name] extends Operation ? Contract[F][Name] : never

export interface CoreClient {
  call<F extends FeatureName, Name extends keyof Contract[F] & string>(
    operation: readonly [F, Name],
    input: InputOf<OperationOf<F, Name>>,
  ): Promise<OutputOf<OperationOf<F, Name>>>
  /** Stands for a path, as a dialog would have answered. */
  tokenOf(
    path: string,
  ): ReturnType<ReturnType<typeof createCore>['context']['places']['place']>['token']
  seal(secret: Uint8Array): Promise<ReturnType<typeof sealSecret>>
  close(): Promise<void>
}

const SENDER = { origin: TRUSTED_ORIGINS[0] ?? '', topFrame: true, knownWindow: true }

/** Closed again, whatever happens. */
export async function withCore<T>(
  streams: CliStreams,
  work: (core: CoreClient) => Promise<T>,
): Promise<T> {
  const core = openCore(streams)
  try {
    return await work(core)
  } finally {
    await core.close()
  }
}

export function openCore(streams: CliStreams): CoreClient {
  const waiting = new Map<number, (reply: Reply) => void>()
  const line = createProgressLine(streams.stderr)
  const core = createCore({
    ports: createPorts(),
    now: () => instant.parse(new Date().toISOString()),
    documents: process.cwd(),
    report: (text) => streams.stderr.write(`${text}\n`),
    send: (message) => {
      if (message.type !== 'page') return
      const parsed = JSON.parse(message.text) as CoreMessage
      if ('event' in parsed) answerEvent(parsed.event, core, line)
      else waiting.get(parsed.id)?.(parsed.reply)
    },
    ...(streams.kdf && { kdf: streams.kdf }),
  })
  let last = 0
  const call = async ([feature, name]: readonly [string, string], input: unknown) => {
    const id = (last += 1)
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    const text = JSON.stringify({ id, operation: `${feature}.${name}`, input })
    await core.receive({ type: 'page', text, sender: SENDER })
    return readReply(await reply)
  }
  const client: Omit<CoreClient, 'call'> & { call: unknown } = {
    call,
    tokenOf: (path) => core.context.places.place(path).token,
    seal: async (secret) =>
      sealSecret(
        secret,
        (await call(['workspace', 'sealingKey'], undefined)) as { key: string; publicKey: string },
      ),
    close: async () => {
      line.clear()
      await core.receive({ type: 'close' })
    },
  }
  return client as CoreClient
}

function answerEvent(
  event: CoreEvent,
  core: Core,
  line: ReturnType<typeof createProgressLine>,
): void {
  // There is no page that holds anything: the core need not wait for one.
  if (event.kind === 'locking') core.context.session.noteFlushed()
  if (event.kind === 'progress') line.show(event)
}

function readReply(reply: Reply): unknown {
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.details)
}

/** Preferences live for this run only: the window's list of workspaces is not ours to change. */
function createPorts(): Ports {
  let kept: Preferences = DEFAULT_PREFERENCES
  return {
    hasKeychain: () => Promise.resolve(false),
    protectSecret: () => Promise.resolve(null),
    revealSecret: () => Promise.resolve(null),
    lockTriggers: () => Promise.resolve([]),
    openFile: () => Promise.resolve({ kind: 'cancelled' }),
    saveFile: () => Promise.resolve({ kind: 'cancelled' }),
    chooseFolder: () => Promise.resolve({ kind: 'cancelled' }),
    pdf: () => Promise.reject(new AppError('pdf-failed', {})),
    readPreferences: () => Promise.resolve(kept),
    writePreferences: (next) => {
      kept = next
      return Promise.resolve()
    },
  }
}
