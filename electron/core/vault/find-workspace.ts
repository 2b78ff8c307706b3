// Whether a folder is a workspace at all. A missing or emptied file is named as such and never taken
// for a new workspace: creating over it would end what a backup could still bring back.
import { existsSync, statSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { findFacts, isPlainDatabase, readClaimed, SALT_BYTES } from './header.ts'

export type WorkspaceProblem =
  'workspace-missing' | 'workspace-emptied' | 'not-a-workspace' | 'keys-missing'

export function findProblem(place: WorkspaceFolder): WorkspaceProblem | null {
  if (!statSync(place.folder, { throwIfNoEntry: false })?.isDirectory()) return 'workspace-missing'
  const facts = findFacts(place.database)
  const hasKeys = existsSync(place.keys) || existsSync(place.keysCopy)
  if (!facts) return hasKeys || existsSync(place.backups) ? 'workspace-missing' : 'not-a-workspace'
  if (facts.bytes === 0) return 'workspace-emptied'
  return hasKeys ? null : 'keys-missing'
}

export function getWorkspace(folder: string): WorkspaceFolder {
  const place = describeFolder(folder)
  const problem = findProblem(place)
  // Lost keys are for the key store to name: the recovery text does without them.
  if (problem && problem !== 'keys-missing') throw new AppError(problem, { name: place.name })
  return place
}

/** The workspace id as the database itself states it; SQLite must not have it open yet. */
export function readWid(place: WorkspaceFolder): Buffer {
  const salt = readClaimed(place.database, (file) => file.readSalt())
  if (salt.length < SALT_BYTES) throw new AppError('workspace-damaged', { name: place.name })
  if (isPlainDatabase(salt)) throw new AppError('no-encryption', {})
  return salt
}
