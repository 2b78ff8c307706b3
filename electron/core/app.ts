// The core, whole: everything but the thread it runs in. A host gives it ports and a way to send;
// tests and the command line drive it directly.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../shared/kit/schema.ts'
import type { CoreContext } from './context.ts'
import { migrations } from './features.ts'
import { createPlaceTokens } from './places-by-token.ts'
import type { Ports } from './ports.ts'
import { createPreferences } from './preferences.ts'
import { createPrintDesk } from './printing/desk.ts'
import { createRouter } from './router.ts'
import { createSealedSecrets } from './sealed-secrets.ts'
import { Session } from './session.ts'
import type { VaultTools } from './vault/vault.ts'
import type { FromCore, ToCore } from './wire.ts'

export interface CoreOptions {
  readonly ports: Ports
  readonly now: () => Instant
  /** The folder that new workspaces go to unless told otherwise. */
  readonly documents: string
  readonly send: (message: FromCore) => void
  readonly report: (line: string) => void
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
  return {
    context,
    receive: async (message) => {
      if (message.type === 'page') await router.handle(message.text, message.sender)
      if (message.type === 'power') context.session.onPower(message.event)
      if (message.type === 'close') {
        await context.session.lock('asked')
        options.send({ type: 'closed' })
      }
    },
  }
}

function createContext({ ports, now, documents, send, kdf }: CoreOptions): CoreContext {
  const emit: CoreContext['emit'] = (event) =>
    send({ type: 'page', text: JSON.stringify({ event }) })
  const prints = createPrintDesk(ports)
  const preferences = createPreferences(ports)
  const session = new Session({ now, emit, forget: () => prints.clear() })
  void preferences.get().then(({ settings }) => session.applySettings(settings))
  return {
    ports,
    now,
    documents,
    places: createPlaceTokens(),
    preferences,
    secrets: createSealedSecrets(),
    prints,
    vault: { now, randomBytes: (length) => randomBytes(length), migrations, ...(kdf && { kdf }) },
    session,
    emit,
  }
}
