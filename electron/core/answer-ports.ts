// The host's side of the same: looks the port up among its own and answers or refuses.
import type { Ports } from './ports.ts'
import type { FromCore, ToCore } from './wire.ts'

type Ask = Extract<FromCore, { readonly type: 'ask' }>

export async function answerAsk(ports: Ports, { id, port, input }: Ask): Promise<ToCore> {
  if (!Object.hasOwn(ports, port)) return { type: 'refusal', id, reason: 'unknown port' }
  try {
    const call = ports[port] as (input: unknown) => Promise<unknown>
    return { type: 'answer', id, value: await call(input) }
  } catch (error) {
    return { type: 'refusal', id, reason: error instanceof Error ? error.message : 'failed' }
  }
}
