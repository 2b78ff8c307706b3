// Looks at the place of a workspace: what it is stored on, who synchronises it, and whether second
// copies of it lie about. Only looks: nothing is written, and workspace.db is not opened.
import { readdirSync, readFileSync, realpathSync, statfsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { PlaceWarning } from '../../../shared/workspace/place-warnings.ts'
import { findCopyOf, isFolderCopy } from './copy-names.ts'
import {
  findMountType,
  findVolume,
  isServerPath,
  judgeFileSystem,
  nameOfMagic,
} from './file-systems.ts'
import { WORKSPACE_SUFFIX } from './folder.ts'
import { parseKeyFile } from './key-file.ts'
import { findSyncByMarker, findSyncByPath } from './sync-products.ts'

const MOST_WARNINGS = 100

export function findPlaceWarnings(folder: string): PlaceWarning[] {
  // Where links lead decides what it is stored on; a link inside a synchronised folder is copied too.
  const real = resolveLinks(folder)
  const stored = judgeStorage(real)
  const product = findSync(real) ?? findSync(folder)
  const warnings: PlaceWarning[] = [
    ...(stored ? [stored] : []),
    ...(product ? [{ kind: 'sync-folder' as const, product }] : []),
    ...listCopiesInside(real),
    ...listCopiesBeside(real),
  ]
  return warnings.slice(0, MOST_WARNINGS)
}

function judgeStorage(path: string): PlaceWarning | null {
  if (process.platform === 'win32') {
    return isServerPath(path) ? { kind: 'network-drive', system: 'SMB' } : null
  }
  if (process.platform === 'linux') {
    const type = findMountType(path, readIfThere('/proc/self/mountinfo')?.toString('utf8') ?? '')
    const judged = judgeFileSystem(type) ?? judgeFileSystem(nameOfMagic(findMagic(path)))
    if (judged) return judged
  }
  const name = findVolume(path)
  return name === null ? null : { kind: 'other-volume', name }
}

function findMagic(path: string): number {
  try {
    return statfsSync(path).type
  } catch {
    return 0 // not every system answers, and a warning is not worth an error
  }
}

function findSync(path: string) {
  const byPath = findSyncByPath(path, homedir())
  if (byPath) return byPath
  for (let above = path; ; above = dirname(above)) {
    const product = findSyncByMarker(listNames(above))
    if (product || above === dirname(above)) return product
  }
}

function listCopiesInside(folder: string): PlaceWarning[] {
  return listNames(folder).flatMap((name) => {
    const of = findCopyOf(name)
    return of ? [{ kind: 'conflict-copy', name, of }] : []
  })
}

/** By its name, or surely by the workspace id in its key file. */
function listCopiesBeside(folder: string): PlaceWarning[] {
  const [own, parent] = [basename(folder), dirname(folder)]
  const wid = readWidOf(folder)
  return listNames(parent).flatMap((name) => {
    if (name === own) return []
    const isSame =
      name.includes(WORKSPACE_SUFFIX) && wid !== null && readWidOf(join(parent, name)) === wid
    const isCopy = isSame || isFolderCopy(own, name)
    return isCopy ? [{ kind: 'conflict-copy', name, of: 'folder' }] : []
  })
}

function readWidOf(folder: string): string | null {
  const bytes = readIfThere(join(folder, 'keys.json'))
  return bytes && (parseKeyFile(bytes)?.wid ?? null)
}

function resolveLinks(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path // a folder that is not there yet is judged by its name
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // what may not be read cannot be warned about
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null // as above
  }
}
