// The core's side of the desktop: each port becomes a question to the host and waits for its answer.
import type { PortName, Ports } from './ports.ts'
import type { FromCore, ToCore } from './wire.ts'

type Settlement = Extract<ToCore, { readonly type: 'answer' | 'refusal' }>

export interface RemotePorts {
  readonly ports: Ports
  settle(message: Settlement): void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

export function createRemotePorts(send: (message: FromCore) => void): RemotePorts {
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  const ask = <T>(port: PortName, input?: unknown): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = (lastId += 1)
      waiting.set(id, { resolve, reject })
      send({ type: 'ask', id, port, input })
    })

  return {
    ports: {
      hasKeychain: () => ask('hasKeychain'),
      protectSecret: (secret) => ask('protectSecret', secret),
      revealSecret: (sealed) => ask('revealSecret', sealed),
      lockTriggers: () => ask('lockTriggers'),
      openFile: (wanted) => ask('openFile', wanted),
      saveFile: (wanted) => ask('saveFile', wanted),
      chooseFolder: () => ask('chooseFolder'),
      pdf: (route) => ask('pdf', route),
      readPreferences: () => ask('readPreferences'),
      writePreferences: (preferences) => ask('writePreferences', preferences),
    },
    settle: (message) => {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.type === 'answer') call?.resolve(message.value as never)
      else call?.reject(new Error(message.reason))
    },
  }
}
