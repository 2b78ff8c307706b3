// The typed client: `api.strategy.addPriority({ … })`. A proxy over the connection, so that no
// operation is listed twice; each function knows its own name, from which query keys derive.
import type { Client, FeatureName } from '../../shared/contract.ts'
import { request, type CallOptions } from './connection.ts'

export interface Named {
  /** `feature.operation` */
  readonly operation: string
}

export type Call<Input, Output> = (undefined extends Input
  ? (input?: Input, options?: CallOptions) => Promise<Output>
  : (input: Input, options?: CallOptions) => Promise<Output>) &
  Named

type Callable<Fn> = Fn extends (input: infer Input) => Promise<infer Output>
  ? Call<Input, Output>
  : never

export type Api = {
  readonly [F in FeatureName]: {
    readonly [Name in keyof Client[F]]: Callable<Client[F][Name]>
  }
}

function makeCall(operation: string) {
  const call = (input: unknown, options?: CallOptions) => request(operation, input, options)
  return Object.assign(call, { operation })
}

function makeFeature(feature: string): object {
  const calls = new Map<string, ReturnType<typeof makeCall>>()
  return new Proxy(Object.freeze({}), {
    get(_target, name: string) {
      const known = calls.get(name) ?? makeCall(`${feature}.${name}`)
      calls.set(name, known)
      return known
    },
  })
}

const features = new Map<string, object>()

export const api = new Proxy(Object.freeze({}), {
  get(_target, name: string) {
    const known = features.get(name) ?? makeFeature(name)
    features.set(name, known)
    return known
  },
}) as Api
