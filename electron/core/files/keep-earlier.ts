// A file that is written over stays beside its place until the new one stands: whatever fails
// meanwhile must not cost the person the file that was there before.
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, lstat, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError } from './write-safely.ts'

export interface EarlierFile {
  /** As it was before: the earlier file again, or none. */
  putBack(): Promise<void>
  forget(): Promise<void>
}

export async function keepEarlier(path: string): Promise<EarlierFile> {
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  const kept = await setAside(path, aside).catch((error: unknown) => {
    throw describeDiskError(error, basename(path))
  })
  return {
    putBack: async () => {
      if (!kept) return rm(path, { force: true })
      await rename(aside, path)
      // Nothing was written over it yet: both names are one file, and renaming leaves them so.
      await rm(aside, { force: true })
    },
    forget: () => rm(aside, { force: true }),
  }
}

/** A second name for the same file; a copy where the disk knows no second names. */
async function setAside(path: string, aside: string): Promise<boolean> {
  const found = await lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (!found) return false
  if (found.isDirectory()) throw new AppError('name-taken', { name: basename(path) })
  await link(path, aside).catch(() => copyFile(path, aside, constants.COPYFILE_EXCL))
  return true
}
