import { workspaceName } from '../../../shared/workspace/model.ts'
import { readGroup } from '../../../shared/workspace/recovery-text.ts'
import type { ErrorCode } from '../../../shared/kit/errors.ts'

/** What has to be typed before there is a place to put the workspace. */
export interface NameAndPlace {
  readonly name: string
  readonly owner: string
}

export type NameProblem = 'missing' | 'bad-sign' | null

export function judgeName(name: string): NameProblem {
  if (name.trim() === '') return 'missing'
  return workspaceName.safeParse(name).success ? null : 'bad-sign'
}

/** Which step an error of the core sends back to: it is shown beside what caused it. */
export function stepOfError(code: ErrorCode): 'name' | 'passphrase' | 'here' {
  if (code === 'workspace-exists' || code === 'folder-not-writable') return 'name'
  return code === 'weak-passphrase' ? 'passphrase' : 'here'
}

/** Whether the typed groups are those on the page. */
export function areTypedBack(
  groups: readonly string[],
  numbers: readonly number[],
  typed: readonly string[],
): boolean {
  return numbers.every((number, at) => readGroup(typed[at] ?? '') === groups[number - 1])
}

/** A file name for the kit that says which workspace it opens, without signs a file may not have. */
export function kitFileName(workspace: string): string {
  return `${workspace.replace(/[\\/:*?"<>|]/g, ' ').trim()} – recovery kit.pdf`
}
