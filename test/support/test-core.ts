// The real core on a real encrypted file in a folder of its own, spoken to as a page does: JSON text
// in, JSON text out. Only the desktop around it (dialogs, settings file, printing) is the test's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCore, type Core } from '../../electron/core/app.ts'
import { sealSecret } from '../../electron/cli/seal.ts'
import type { Ports } from '../../electron/core/ports.ts'
import type { Sender } from '../../electron/core/wire.ts'
import type { Client } from '../../shared/contract.ts'
import { AppError, type ErrorData } from '../../shared/kit/errors.ts'
import { instant, type Instant } from '../../shared/kit/schema.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/settings/model.ts'
import type { CoreEvent, CoreMessage, Reply } from '../../shared/wire.ts'
import type { SealedSecret } from '../../shared/workspace/model.ts'

export const TRUSTED: Sender = { origin: 'https://app.invalid', topFrame: true, knownWindow: true }
export const TEST_KDF = { memoryKiB: 64 * 1024, passes: 1, lanes: 1 }
export const PASSPHRASE = 'seven quiet otters map the northern shelf'

export interface TestCore {
  readonly core: Core
  readonly folder: string
  readonly api: Client
  readonly events: CoreEvent[]
  readonly reports: string[]
  readonly clock: { at: Instant }
  call(operation: string, input?: unknown, edit?: string): Promise<unknown>
  send(text: string, sender: Sender | null): Promise<CoreMessage[]>
  seal(secret: string): Promise<SealedSecret>
  createWorkspace(name?: string): Promise<void>
  relock(): Promise<void>
  advance(minutes: number): void
  end(): Promise<void>
}

export interface TestCoreOptions {
  readonly folder?: string
  readonly ports?: Partial<Ports>
  readonly preferences?: Preferences
}

export function createTestCore(options: TestCoreOptions = {}): TestCore {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'throughline-test-'))
  const clock = { at: instant.parse('2027-01-11T14:05:00.000Z') }
  const events: CoreEvent[] = []
  const reports: string[] = []
  const waiting = new Map<number, (reply: Reply) => void>()
  const inbox: CoreMessage[] = []
  const core = createCore({
    ports: { ...createTestPorts(options.preferences), ...options.ports },
    now: () => clock.at,
    documents: folder,
    report: (line) => {
      reports.push(line)
      if (process.env['THROUGHLINE_TRACE']) process.stderr.write(`${line}\n`)
    },
    kdf: TEST_KDF,
    send: (message) => {
      if (message.type !== 'page') return
      const parsed = JSON.parse(message.text) as CoreMessage
      inbox.push(parsed)
      if ('event' in parsed) events.push(parsed.event)
      else waiting.get(parsed.id)?.(parsed.reply)
    },
  })
  let nextId = 0
  const call = async (operation: string, input?: unknown, edit?: string) => {
    const id = (nextId += 1)
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    const text = JSON.stringify({ id, operation, input, edit })
    void core.receive({ type: 'page', text, sender: TRUSTED })
    return readReply(await reply)
  }
  const api = createTestClient(call)
  const seal = async (secret: string) =>
    sealSecret(Buffer.from(secret), await api.workspace.sealingKey(undefined))
  return {
    core,
    folder,
    api,
    events,
    reports,
    clock,
    call,
    seal,
    send: async (text, sender) => {
      const before = inbox.length
      await core.receive({ type: 'page', text, sender })
      return inbox.slice(before)
    },
    createWorkspace: async (name = 'Test program') => {
      const home = await api.files.home(undefined)
      const passphrase = await seal(PASSPHRASE)
      await api.workspace.create({ folder: home.token, name, owner: 'Test owner', passphrase })
    },
    relock: async () => {
      await api.workspace.lock(undefined)
      const [recent] = await api.workspace.recent(undefined)
      if (!recent) throw new Error('no recent workspace')
      await api.workspace.unlock({ key: recent.key, passphrase: await seal(PASSPHRASE) })
    },
    advance: (minutes) => {
      clock.at = instant.parse(new Date(Date.parse(clock.at) + minutes * 60_000).toISOString())
    },
    end: async () => {
      await core.context.session.lock('asked')
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function createTestPorts(preferences: Preferences = DEFAULT_PREFERENCES): Ports {
  let kept = preferences
  return {
    hasKeychain: async () => false,
    protectSecret: async () => null,
    revealSecret: async () => null,
    lockTriggers: async () => ['suspend', 'screen-locked', 'user-switched'],
    openFile: async () => ({ kind: 'cancelled' }),
    saveFile: async () => ({ kind: 'browse' }),
    chooseFolder: async () => ({ kind: 'browse' }),
    pdf: async () => new TextEncoder().encode('%PDF-1.7 test'),
    readPreferences: async () => kept,
    writePreferences: async (next) => {
      kept = next
    },
  }
}

function createTestClient(call: TestCore['call']): Client {
  const feature = (name: string) =>
    new Proxy(
      {},
      { get: (_, operation) => (input: unknown) => call(`${name}.${String(operation)}`, input) },
    )
  return new Proxy({}, { get: (_, name) => feature(String(name)) }) as Client
}

function readReply(reply: Reply): unknown {
  if (reply.ok) return reply.value
  const error: ErrorData = reply.error
  throw new AppError(error.code, error.details)
}
