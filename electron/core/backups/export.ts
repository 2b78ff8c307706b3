import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Place } from '../../../shared/files/model.ts'
import type { CoreContext } from '../context.ts'
import type { Leaving } from '../feature.ts'
import { describeDiskError } from '../files/write-safely.ts'
import { computeInWorker } from '../jobs.ts'
import { makeBackup } from '../vault/backup.ts'
import { describeFolder } from '../vault/folder.ts'

/** What leaves is a backup made and checked now, byte for byte: it opens like any other. */
export async function exportWorkspace(core: CoreContext, path: string): Promise<Leaving<Place>> {
  const { vault } = core.session.current()
  const { signal } = new AbortController()
  const made = await makeBackup(vault, {
    progress: () => undefined,
    checkCancelled: () => undefined,
    compute: (task, request) =>
      computeInWorker(task, request, { signal, onProgress: () => undefined }),
  })
  const source = join(describeFolder(vault.folder).backups, made.file)
  const bytes = await readFile(source).catch((error: unknown) => {
    throw describeDiskError(error, basename(source))
  })
  return { path, bytes, answer: core.places.place(path) }
}
