// The first module of the page. It takes the one way out of the page and removes it from the global
// object, so that no later code can reach the core except through `connection.ts`.
import '../../shared/kit/schema.ts'
import type { Bridge } from '../../shared/wire.ts'

declare global {
  // eslint-disable-next-line no-var -- a global binding can only be declared so
  var throughlineBridge: Bridge | undefined
}

function takeBridge(): Bridge {
  const bridge = globalThis.throughlineBridge
  if (!bridge) throw new Error('This page only works in a Throughline window')
  Reflect.deleteProperty(globalThis, 'throughlineBridge')
  return bridge
}

export const bridge = takeBridge()
