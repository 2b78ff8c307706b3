// Long work: how far it is, and a way to stop it. Stopping leaves the data as it was.
import { useRef, useState } from 'react'
import type { Named } from '../app/api.ts'
import type { CallOptions, Progress } from '../app/connection.ts'
import { settle, type Outcome } from './commands.ts'

export interface RunningJob {
  readonly progress: Progress | null
  readonly running: boolean
  readonly cancel: () => void
}

export interface Job<Input, Output> extends RunningJob {
  readonly run: (input: Input) => Promise<Outcome<Output>>
}

export type StartsWork<Input, Output> = Named &
  ((input: Input, options?: CallOptions) => Promise<Output>)

export function useJob<Input, Output>(call: StartsWork<Input, Output>): Job<Input, Output> {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [running, setRunning] = useState(false)
  const abort = useRef<AbortController | null>(null)

  async function run(input: Input): Promise<Outcome<Output>> {
    const controller = new AbortController()
    abort.current = controller
    setRunning(true)
    const outcome = await settle(
      call(input, { signal: controller.signal, onProgress: setProgress }),
    )
    setRunning(false)
    setProgress(null)
    return outcome
  }

  return { progress, running, run, cancel: () => abort.current?.abort() }
}
