// One sentence per error, for the window and the command line: what happened, what was kept, what to
// do. Templates with named gaps, so that another language can replace them one by one; a code without
// a sentence does not compile.
import type { ErrorCode, ErrorData } from './errors.ts'
import { fillGaps } from './fill-gaps.ts'

/** A wait of no seconds is not worth a word, so that case has its own sentence. */
export type ErrorSentence = ErrorCode | 'wrong-passphrase-wait'

export const ERROR_SENTENCES: Readonly<Record<ErrorSentence, string>> = {
  'unknown-operation':
    'This version does not know “{{operation}}”. Nothing was changed. Restart Throughline.',
  'untrusted-sender':
    'The request did not come from the Throughline window. Nothing was changed. Restart Throughline.',
  'invalid-input': 'Not saved: “{{field}}” cannot be used like this. Change it and try again.',
  'too-large':
    'Not saved: this is larger than {{limit}} bytes. Shorten it, or bring it in as a file.',
  locked: 'The workspace is locked. Everything saved is safe. Unlock it to go on.',
  'core-stopped':
    'The part that works with the file stopped. Everything saved is safe. Unlock the workspace again.',
  internal:
    'Something failed that should not. The last change was not made; everything before it is safe. Reference {{reference}}.',
  cancelled: 'Cancelled. Nothing was changed.',

  'not-found':
    'Not found: {{what}}. It may have been removed meanwhile. Look in History and Trash.',
  'changed-meanwhile':
    'Not saved: {{what}} was changed meanwhile. Your text is kept. Compare, then save again.',
  'nothing-to-undo': 'There is nothing left to undo.',
  'nothing-to-redo': 'There is nothing to do again.',
  'final-in-between':
    'Undo stops at “{{step}}”: that cannot be taken back. Steps after it can still be undone.',
  'later-step-in-the-way': 'Not taken back: “{{step}}” came later. Take that back first.',

  'workspace-missing':
    'The workspace “{{name}}” is not where it was. Nothing was made in its place. If it was moved, point to its new folder.',
  'workspace-emptied':
    'The file of “{{name}}” is empty, so its content is gone from this place. It was left as it is. Restore a backup from its “backups” folder.',
  'workspace-damaged':
    'The file of “{{name}}” is damaged and was left exactly as it is. Restore the newest backup from its “backups” folder.',
  'workspace-newer':
    '“{{name}}” was last opened by a newer Throughline. It was left exactly as it is. Update Throughline to open it.',
  'workspace-in-use':
    '“{{name}}” is already open in another window or on another computer. Nothing was changed. Close it there first.',
  'workspace-taken-over':
    'Not saved: another program opened “{{name}}” meanwhile. What was saved before is safe, and what you typed is kept here. Close it there, then try again.',
  'workspace-gone':
    'Not saved: the folder of “{{name}}” is not where it was. What was saved before is in it, and what you typed is kept here. Put it back or plug its disk in, then try again.',
  'workspace-exists':
    'There is already a workspace “{{name}}” in this folder. It was not touched. Choose another name or folder.',
  'not-a-workspace':
    'The folder “{{name}}” is not a workspace. Nothing was changed. Choose a folder that ends in “.throughline”.',
  'keys-missing':
    'The key files of “{{name}}” are gone, so no passphrase can open it. The workspace itself is untouched. Open it with the recovery text.',
  'keys-damaged':
    'The key files of “{{name}}” are damaged, so no passphrase can open it. The workspace itself is untouched. Open it with the recovery text.',
  'no-encryption':
    'The file could not be proven to be encrypted, so nothing was written. Install Throughline again, or restore a backup.',

  'wrong-passphrase':
    'This passphrase does not open the workspace. Nothing was changed. Try again.',
  'wrong-passphrase-wait':
    'This passphrase does not open the workspace. Nothing was changed. Try again in {{waitSeconds}} s, or use the recovery text.',
  'too-soon':
    'Too soon after the last try. The passphrase was not checked. Try again in {{waitSeconds}} s.',
  'weak-passphrase':
    'This passphrase could be guessed. Nothing was made yet. Use more words, or the one that is offered.',
  'recovery-incomplete':
    'The recovery text is not complete: {{groups}} of 8 groups have 8 signs. Fill in the rest.',
  'recovery-typo':
    'There is a slip in group {{groups}} of the recovery text. Compare it with the paper.',
  'recovery-of-another-workspace':
    'This recovery text belongs to another workspace. Nothing was changed. Look for the sheet with this name.',
  'recovery-outdated':
    'This recovery text is from before the key of the workspace was changed. Nothing was changed. Look for the newer page.',
  'recovery-groups-differ':
    'Group {{groups}} differs from the recovery text. It is not confirmed yet. Compare it with the paper.',

  'owner-only':
    'Only an owner of this workspace may do this. Nothing was changed. Ask one of them.',
  'person-exists':
    'There is already a passphrase for “{{name}}”. Nothing was changed. Use another name.',
  'too-many-people':
    'This workspace has passphrases for {{most}} people, which is the most. Nothing was changed. Take one away first.',
  'last-owner':
    '“{{name}}” is the only owner left. Nothing was changed. Make somebody else an owner first.',
  'own-passphrase-wrong': 'This is not your passphrase. Nothing was changed. Type it again.',
  'keys-unfinished':
    'The change of passphrases counts from now on, but the disk let only a part of its copies be written. Lock and unlock the workspace with the new one to finish.',
  'no-keychain':
    'The keychain of this computer cannot be used. Nothing was changed. Go on with the passphrase.',
  busy: 'Other work on this workspace is still running. Nothing was changed. Try again when it is done.',

  'not-a-backup':
    '“{{name}}” is not a backup, or it is cut short. Nothing was changed. Choose another backup.',
  'backup-changed':
    'The backup “{{name}}” was changed since it was made, so it was not used. Nothing was changed. Choose another backup.',
  'backup-unreadable':
    'The backup “{{name}}” does not open. Nothing was changed. Choose another backup.',
  'backup-of-another-workspace':
    'The backup “{{name}}” belongs to another workspace. Nothing was changed. Choose another backup.',
  'backup-former-key':
    'This backup of “{{name}}” is from before the key was changed. Nothing was changed. Use the passphrase or the recovery text of that time, or choose a newer backup.',
  'backup-newer':
    'The backup “{{name}}” was made by a newer Throughline. Nothing was changed. Update Throughline to restore it.',

  'file-missing': 'The file or folder “{{name}}” is gone. Nothing was changed. Choose another.',
  'name-taken':
    'There is already something named “{{name}}” here. It was not touched. Choose another name.',
  'inside-workspace':
    'The folder of the workspace “{{name}}” keeps its own files and no others. Nothing was written. Choose another folder.',
  'folder-not-writable':
    'Could not save: the folder of “{{name}}” is read only. What was saved before is safe. Allow writing there, or choose another folder.',
  'read-only':
    '“{{name}}” is open to read only, as its folder cannot be written. Nothing was changed. Allow writing there and open it again.',
  'disk-full':
    'Could not save: the disk is full. What was saved before is safe. Free some space and try again.',
  'low-space':
    'There is not enough room on the disk: {{needed}} MB are needed and {{free}} MB are free. Nothing was written. Free some space and try again.',
  'disk-error':
    'The disk reported an error. What was saved before is kept as it was. Make a backup to another disk soon.',
  'backup-failed':
    'The backup “{{name}}” did not pass its check and was thrown away. The workspace and earlier backups are safe. Check the workspace, then try again.',
  'pdf-failed':
    'The PDF could not be made. Nothing was written. Try again, or choose another folder.',
}

export function sentenceFor(error: ErrorData): ErrorSentence {
  const waits = error.code === 'wrong-passphrase' && error.details.waitSeconds > 0
  return waits ? 'wrong-passphrase-wait' : error.code
}

/** What fills the gaps: numbers of groups are listed as words would list them. */
export function valuesFor(error: ErrorData): Record<string, string> {
  if (error.code === 'low-space') {
    const { needed, free } = error.details
    return { needed: sayMegabytes(needed, Math.ceil), free: sayMegabytes(free, Math.floor) }
  }
  const entries = Object.entries(error.details as Readonly<Record<string, unknown>>)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  )
}

function sayMegabytes(bytes: number, round: (value: number) => number): string {
  return String(round(bytes / 1_000_000))
}

export function sayError(error: ErrorData): string {
  return fillGaps(ERROR_SENTENCES[sentenceFor(error)], valuesFor(error))
}
