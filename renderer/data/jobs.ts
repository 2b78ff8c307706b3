// Long work: how far it is, and a way to stop it. Stopping leaves the data as it was.
import { useRef, useState } from 'react'
import type { Named } from '../app/api.ts'
import type { CallOptions, Progress } from '../app/connection.ts'
import { settle, type Outcome } from './commands.ts'

export interface Job<Output> {
  readonly progress: Progress | null
  readonly running: boolean
  readonly run: () => Promise<Outcome<Output>>
  readonly cancel: () => void
}

type StartsWork<Output> = Named & ((input: undefined, options?: CallOptions) => Promise<Output>)

export function useJob<Output>(call: StartsWork<Output>): Job<Output> {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [running, setRunning] = useState(false)
  const abort = useRef<AbortController | null>(null)

  async function run(): Promise<Outcome<Output>> {
    const controller = new AbortController()
    abort.current = controller
    setRunning(true)
    const outcome = await settle(
      call(undefined, { signal: controller.signal, onProgress: setProgress }),
    )
    setRunning(false)
    setProgress(null)
    return outcome
  }

  return { progress, running, run, cancel: () => abort.current?.abort() }
}
