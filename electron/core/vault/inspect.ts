// What can be said of a workspace without unlocking it, also while it is open in this process.
import { describeFolder } from './folder.ts'
import { findProblem, type WorkspaceProblem } from './find-workspace.ts'
import { findFacts, isOpenHere, isPlainDatabase, readClosedSalt, SALT_BYTES } from './header.ts'

export interface FolderFacts {
  readonly name: string
  readonly bytes: number
  readonly wid?: string
  readonly problem?: WorkspaceProblem | 'workspace-damaged'
}

export function inspectFolder(folder: string): FolderFacts {
  const place = describeFolder(folder)
  const problem = findProblem(place)
  const bytes = findFacts(place.database)?.bytes ?? 0
  const facts = { name: place.name, bytes }
  if (problem && problem !== 'keys-missing') return { ...facts, problem }
  if (isOpenHere(place.database)) return problem ? { ...facts, problem } : facts
  const salt = readClosedSalt(place.database)
  if (salt.length < SALT_BYTES || isPlainDatabase(salt))
    return { ...facts, problem: 'workspace-damaged' }
  return { ...facts, wid: salt.toString('hex'), ...(problem && { problem }) }
}
