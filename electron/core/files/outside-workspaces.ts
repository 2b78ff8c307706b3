// The folder of a workspace holds its own files and nothing else: a file saved under the name of one
// of them would take its place.
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeFolder, WORKSPACE_SUFFIX } from '../vault/folder.ts'
import { describeDiskError } from './write-safely.ts'

export function refuseInsideWorkspace(folder: string): void {
  const inside = foldersUpFrom(resolveLinks(folder)).find(isWorkspaceFolder)
  if (inside !== undefined) {
    throw new AppError('inside-workspace', { name: describeFolder(inside).name })
  }
}

function isWorkspaceFolder(folder: string): boolean {
  // Disks of Windows and macOS take capitals and small letters for the same name.
  const isNamedSo = basename(folder).toLowerCase().endsWith(WORKSPACE_SUFFIX)
  return isNamedSo || existsSync(join(folder, basename(describeFolder(folder).database)))
}

function resolveLinks(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    throw describeDiskError(error, basename(folder))
  }
}

function foldersUpFrom(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)]
}
