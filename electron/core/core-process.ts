// How every host runs the core: start it, carry messages, answer its questions. A core that dies
// takes no data with it (each command is one transaction): the page is told that it is locked and
// why, and a fresh core takes over. A core that cannot start, or ends again and again as soon as it has, is given up.
import { answerAsk } from './answer-ports.ts'
import type { Ports, PowerEvent } from './ports.ts'
import type { CoreMessage } from '../../shared/wire.ts'
import type { FromCore, Sender, ToCore } from './wire.ts'

/** One running core: a worker thread or Electron's utility process. */
export interface CoreChannel {
  post(message: ToCore): void
  onMessage(listener: (message: FromCore) => void): void
  /** Called once, however it ends. */
  onEnd(listener: () => void): void
  kill(): void
}

export interface CoreHost {
  /** `afterStop`: the one before ended by itself. */
  readonly start: (afterStop: boolean) => CoreChannel
  readonly ports: Ports
  readonly toPage: (text: string) => void
  /** The core ended before it was ready, or five times in a row right after: nothing can work. */
  readonly onHopeless: () => void
}

export interface RunningCore {
  fromPage(text: string, sender: Sender | null): void
  power(event: PowerEvent): void
  close(): Promise<void>
  /** Ends the core at once, as a crash would. */
  kill(): void
}

const CLOSING_MILLISECONDS = 5_000
const SHORT_LIFE_MILLISECONDS = 1_000
const MOST_SHORT_LIVES = 5
const STOPPED: CoreMessage = { event: { kind: 'locked', reason: 'core-stopped' } }

export function runCore({ start, ports, toPage, onHopeless }: CoreHost): RunningCore {
  const end = Promise.withResolvers<void>()
  let closing = false
  let shortLives = 0
  let channel = begin(false)

  function begin(afterStop: boolean): CoreChannel {
    const next = start(afterStop)
    const began = performance.now()
    let ready = false
    next.onMessage((message) => {
      if (message.type === 'ready') ready = true
      if (message.type === 'page') toPage(message.text)
      if (message.type === 'ask') void answerAsk(ports, message).then((reply) => next.post(reply))
      if (message.type === 'closed') next.kill()
    })
    next.onEnd(() => {
      const isShort = performance.now() - began < SHORT_LIFE_MILLISECONDS
      shortLives = isShort ? shortLives + 1 : 0
      const hopeless = !ready || shortLives >= MOST_SHORT_LIVES
      if (closing || hopeless) end.resolve()
      if (closing) return
      if (hopeless) return onHopeless()
      channel = begin(true)
      toPage(JSON.stringify(STOPPED))
    })
    return next
  }

  return {
    fromPage: (text, sender) => channel.post({ type: 'page', text, sender }),
    power: (event) => channel.post({ type: 'power', event }),
    kill: () => channel.kill(),
    close: async () => {
      closing = true
      channel.post({ type: 'close' })
      const timer = setTimeout(() => channel.kill(), CLOSING_MILLISECONDS)
      await end.promise
      clearTimeout(timer)
    },
  }
}
