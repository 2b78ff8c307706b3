// All that the core may ask of a desktop. A host implements these; tests give their own.
import type { LockTrigger, Preferences } from '../../shared/settings/model.ts'

export type PathChoice =
  | { readonly kind: 'chosen'; readonly path: string }
  | { readonly kind: 'cancelled' }
  /** This host has no such dialog: the page shows the folder browser instead. */
  | { readonly kind: 'browse' }

export interface Ports {
  /** Whether this system has a keychain that really protects. */
  hasKeychain(): Promise<boolean>
  /** Sealed by the operating system's keychain; null where there is none. */
  protectSecret(secret: Uint8Array): Promise<Uint8Array | null>
  revealSecret(sealed: Uint8Array): Promise<Uint8Array | null>
  /** Which of them this system tells of, beside the time without activity. */
  lockTriggers(): Promise<readonly LockTrigger[]>
  openFile(ask: { readonly extensions: readonly string[] }): Promise<PathChoice>
  saveFile(ask: { readonly suggestedName: string }): Promise<PathChoice>
  chooseFolder(): Promise<PathChoice>
  /** Prints a route of the page to a tagged PDF. */
  pdf(route: string): Promise<Uint8Array>
  readPreferences(): Promise<Preferences>
  writePreferences(preferences: Preferences): Promise<void>
}

export type PortName = keyof Ports

export type PowerEvent = 'suspend' | 'resume' | 'screen-locked' | 'user-switched'
