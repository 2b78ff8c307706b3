// One error with typed codes: thrown inside, plain data at the boundary, one sentence per code in
// the window. Details carry what the sentence needs and never content, secrets or stacks.

export interface ErrorDetails {
  // the boundary
  'unknown-operation': { readonly operation: string }
  'untrusted-sender': Record<string, never>
  'invalid-input': { readonly field: string }
  'too-large': { readonly limit: number }
  locked: Record<string, never>
  'core-stopped': Record<string, never>
  internal: { readonly reference: string }
  cancelled: Record<string, never>
  // records and undo
  'not-found': { readonly what: string }
  'changed-meanwhile': { readonly what: string }
  'nothing-to-undo': Record<string, never>
  'nothing-to-redo': Record<string, never>
  'final-in-between': { readonly step: string }
  'later-step-in-the-way': { readonly step: string }
  // opening a workspace
  'workspace-missing': { readonly name: string }
  'workspace-emptied': { readonly name: string }
  'workspace-damaged': { readonly name: string }
  'workspace-newer': { readonly name: string }
  'workspace-in-use': { readonly name: string; readonly since: string }
  'workspace-taken-over': { readonly name: string }
  'workspace-gone': { readonly name: string }
  'workspace-exists': { readonly name: string }
  'not-a-workspace': { readonly name: string }
  'keys-missing': { readonly name: string }
  'keys-damaged': { readonly name: string }
  'no-encryption': Record<string, never>
  // passphrase and recovery text
  'wrong-passphrase': { readonly waitSeconds: number }
  'too-soon': { readonly waitSeconds: number }
  'weak-passphrase': Record<string, never>
  'recovery-incomplete': { readonly groups: number }
  'recovery-typo': { readonly groups: readonly number[] }
  'recovery-of-another-workspace': Record<string, never>
  'recovery-outdated': Record<string, never>
  'recovery-groups-differ': { readonly groups: readonly number[] }
  // people with a passphrase of their own
  'owner-only': Record<string, never>
  'person-exists': { readonly name: string }
  'too-many-people': { readonly most: number }
  'last-owner': { readonly name: string }
  'own-passphrase-wrong': Record<string, never>
  'keys-unfinished': Record<string, never>
  'no-keychain': Record<string, never>
  busy: Record<string, never>
  // backups
  'not-a-backup': { readonly name: string }
  'backup-changed': { readonly name: string }
  'backup-unreadable': { readonly name: string }
  'backup-of-another-workspace': { readonly name: string }
  'backup-former-key': { readonly name: string }
  'backup-newer': { readonly name: string }
  // files
  'file-missing': { readonly name: string }
  'name-taken': { readonly name: string }
  'inside-workspace': { readonly name: string }
  'read-only': { readonly name: string }
  'folder-not-writable': { readonly name: string }
  'disk-full': Record<string, never>
  /** Both in bytes. */
  'low-space': { readonly needed: number; readonly free: number }
  'disk-error': Record<string, never>
  'backup-failed': { readonly name: string }
  'pdf-failed': Record<string, never>
}

export type ErrorCode = keyof ErrorDetails

/** The same error as plain data: what crosses to the window. */
export type ErrorData = {
  [Code in ErrorCode]: { readonly code: Code; readonly details: ErrorDetails[Code] }
}[ErrorCode]

export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError'
  readonly code: Code
  readonly details: ErrorDetails[Code]

  constructor(code: Code, details: ErrorDetails[Code]) {
    super(code)
    this.code = code
    this.details = details
  }

  toData(): ErrorData {
    return { code: this.code, details: this.details } as ErrorData
  }
}
