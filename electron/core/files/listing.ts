// The folder browser for hosts without a folder dialog: folders and workspaces, never other files.
import { constants } from 'node:fs'
import { access, mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FolderListing } from '../../../shared/files/model.ts'
import type { PlaceTokens } from '../place-tokens.ts'
import { describeDiskError } from './write-safely.ts'

const MOST_ENTRIES = 5_000
const MOST_ABOVE = 200
const byName = new Intl.Collator('en', { numeric: true })
const WORKSPACE_SUFFIX = '.throughline'

export async function listFolder(places: PlaceTokens, path: string): Promise<FolderListing> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw describeDiskError(error, basename(path))
  })
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(byName.compare)
    .slice(0, MOST_ENTRIES)
  return {
    here: places.place(path),
    above: foldersAbove(path)
      .slice(-MOST_ABOVE)
      .map((folder) => places.place(folder)),
    entries: folders.map((name) => ({
      place: places.place(join(path, name)),
      kind: name.endsWith(WORKSPACE_SUFFIX) ? 'workspace' : 'folder',
    })),
    writable: await isWritable(path),
  }
}

export async function makeFolder(parent: string, name: string): Promise<string> {
  const path = join(parent, name)
  await mkdir(path).catch((error: unknown) => {
    throw describeDiskError(error, name)
  })
  return path
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [] : [...foldersAbove(parent), parent]
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
}
