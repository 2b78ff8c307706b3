// The core, whole: everything but the thread it runs in. A host gives it ports and a way to send;
// tests and the command line drive it directly.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../shared/kit/schema.ts'
import type { CoreContext } from './context.ts'
import { carriedTables, declaredTables, migrations } from './features.ts'
import { createPlaceTokens } from './place-tokens.ts'
import type { Ports } from './ports.ts'
import { createPreferences } from './preferences.ts'
import { createPrintDesk } from './printing/desk.ts'
import { createRouter } from './router.ts'
import { createSealedSecrets } from './sealed-secrets.ts'
import { Session } from './session.ts'
import type { VaultTools } from './vault/vault.ts'
import type { FromCore, ToCore } from './wire.ts'
import { listRecent } from './workspace/recent.ts'

export interface CoreOptions {
  readonly ports: Ports
  readonly now: () => Instant
  /** The folder that new workspaces go to unless told otherwise. */
  readonly documents: string
  readonly send: (message: FromCore) => void
  readonly report: (line: string) => void
  /** The core before this one ended by itself: the workspace it had open is shown as locked. */
  readonly afterStop?: boolean
  /** Work of the core's own accord, such as the daily backup. */
  readonly housekeeping?: boolean
  /** Cheap key derivation for tests; absent: calibrated on this machine. */
  readonly kdf?: NonNullable<VaultTools['kdf']>
}

export interface Core {
  readonly context: CoreContext
  receive(message: ToCore): Promise<void>
}

export function createCore(options: CoreOptions): Core {
  const context = createContext(options)
  const router = createRouter({
    core: context,
    send: (message) => options.send({ type: 'page', text: JSON.stringify(message) }),
    report: options.report,
  })
  const ready = prepare(context, options.afterStop === true)
  return {
    context,
    receive: async (message) => {
      await ready
      if (message.type === 'page') await router.handle(message.text, message.sender)
      if (message.type === 'power') context.session.onPower(message.event)
      if (message.type === 'close') {
        await context.session.lock('asked')
        options.send({ type: 'closed' })
      }
    },
  }
}

function createContext({
  ports,
  now,
  documents,
  send,
  kdf,
  afterStop,
  housekeeping,
}: CoreOptions): CoreContext {
  const emit: CoreContext['emit'] = (event) =>
    send({ type: 'page', text: JSON.stringify({ event }) })
  const prints = createPrintDesk(ports)
  const preferences = createPreferences(ports)
  const session = new Session({ now, emit, forget: () => prints.clear() })
  const context: CoreContext = {
    ports,
    now,
    documents,
    declared: declaredTables,
    places: createPlaceTokens(),
    preferences,
    secrets: createSealedSecrets(),
    prints,
    vault: {
      now,
      randomBytes: (length: number) => randomBytes(length),
      migrations,
      carried: carriedTables,
      afterStop: afterStop === true,
      ...(kdf && { kdf }),
    },
    session,
    housekeeping: housekeeping === true,
    emit,
  }
  return context
}

async function prepare(core: CoreContext, afterStop: boolean): Promise<void> {
  const { settings } = await core.preferences.get()
  core.session.applySettings(settings)
  const [last] = afterStop ? await listRecent(core) : []
  if (last) core.session.sayStopped(last)
}
