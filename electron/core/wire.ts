// The messages between a host and the core worker, the same over worker_threads and Electron's
// utility process.
import type { PortName, PowerEvent } from './ports.ts'

/** Who sent a page message, as the host saw it. The router decides; null is always refused. */
export interface Sender {
  readonly origin: string
  readonly topFrame: boolean
  readonly knownWindow: boolean
}

export type ToCore =
  | { readonly type: 'page'; readonly text: string; readonly sender: Sender | null }
  | { readonly type: 'power'; readonly event: PowerEvent }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly reason: string }
  /** Lock, answer `closed` and end. */
  | { readonly type: 'close' }

export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'page'; readonly text: string }
  | { readonly type: 'ask'; readonly id: number; readonly port: PortName; readonly input: unknown }
  | { readonly type: 'closed' }

/** Page origins the router accepts; a host serves its window from exactly one of them. */
export const TRUSTED_ORIGINS: readonly string[] = ['app://throughline', 'https://app.invalid']

export function isTrusted(sender: Sender | null): boolean {
  return (
    sender !== null &&
    sender.topFrame &&
    sender.knownWindow &&
    TRUSTED_ORIGINS.includes(sender.origin)
  )
}
