// The messages between page and core. Every host carries the same JSON text and looks at none of it.
import type { AnyCommandId } from './commands.ts'
import type { ErrorData } from './kit/errors.ts'
import type { LockReason } from './workspace/model.ts'

/** 1 MB: the largest text the page may send in one message. Files have their own operations. */
export const MESSAGE_LIMIT = 1_000_000

export type PageMessage =
  | {
      readonly id: number
      readonly operation: string
      readonly input?: unknown
      /** Names one stay in one field: saves with the same name join into one undo step. */
      readonly edit?: string
    }
  | { readonly cancel: number }

export type Reply =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly error: ErrorData }

export type CoreEvent =
  /** Rows of these features changed; `ids` lets a table patch rows, null means "ask again". */
  | {
      readonly kind: 'changed'
      readonly features: Readonly<Record<string, readonly string[] | null>>
    }
  /** The native menu was used; said by the host, never by the core. */
  | { readonly kind: 'command'; readonly command: AnyCommandId }
  /** Something the core did of its own accord failed. */
  | { readonly kind: 'trouble'; readonly error: ErrorData }
  | { readonly kind: 'locking' }
  | { readonly kind: 'locked'; readonly reason: LockReason }
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly phase: string
      readonly done: number
      readonly total: number
    }

export type CoreMessage =
  { readonly id: number; readonly reply: Reply } | { readonly event: CoreEvent }

/** What a host puts into the page before any page code runs; the page takes it and removes it. */
export interface Bridge {
  send(text: string): void
  receive(listener: (text: string) => void): void
  /** Where the window has a native menu: the places to list in it, as JSON text. */
  offerPlaces?(text: string): void
}
