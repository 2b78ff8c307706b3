// Answers of the core, cached under the operation's own name. The core says which features changed;
// every answer of those features is asked again, so that no screen writes invalidation code.
import { QueryCache, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { AppError } from '../../shared/kit/errors.ts'
import type { CallOptions } from '../app/connection.ts'
import { onEvent } from '../app/connection.ts'
import type { Named } from '../app/api.ts'

export const answers = new QueryClient({
  queryCache: new QueryCache({ onError: noticeLock }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      throwOnError: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Refused because the workspace is locked: whatever was missed, the state door knows. */
export function noticeLock(error: unknown): void {
  if (error instanceof AppError && error.code === 'locked')
    void answers.invalidateQueries({ queryKey: ['workspace', 'state'] })
}

/** `['strategy', 'listPriorities', input]` */
export function keyOf(call: Named, input?: unknown): readonly unknown[] {
  const named = call.operation.split('.')
  return input === undefined ? named : [...named, input]
}

type Reads<Input, Output> = Named & ((input: Input, options?: CallOptions) => Promise<Output>)

export type Answer<Output> = UseQueryResult<Output, AppError>

export function useAnswer<Input, Output>(
  call: Reads<Input, Output>,
  ...[input]: undefined extends Input ? [input?: Input] : [input: Input]
): Answer<Output> {
  return useQuery<Output, AppError>({
    queryKey: keyOf(call, input),
    queryFn: () => call(input as Input),
  })
}

/** A secret: asked for anew each time it is shown, and gone from the page with what showed it. */
export function useSecretAnswer<Output>(call: Reads<undefined, Output>): Answer<Output> {
  return useQuery<Output, AppError>({
    queryKey: keyOf(call),
    queryFn: () => call(undefined),
    gcTime: 0,
  })
}

export function followChanges(): () => void {
  return onEvent((event) => {
    if (event.kind !== 'changed') return
    for (const feature of Object.keys(event.features))
      void answers.invalidateQueries({ queryKey: [feature] })
  })
}
