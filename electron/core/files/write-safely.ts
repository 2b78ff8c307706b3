// A file appears whole or not at all: temporary name beside it, written, synced, renamed, and the
// folder synced so that the name survives a power cut. Readable by the owner alone.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'

export async function writeSafely(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw describeDiskError(error, basename(path))
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder for syncing; its rename is already written through.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const NOT_WRITABLE = ['EACCES', 'EROFS', 'EPERM', 'SQLITE_READONLY']
const FULL = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']
const TAKEN = ['EISDIR', 'EEXIST', 'ENOTEMPTY']
const MISSING = ['ENOENT', 'ENOTDIR', 'ELOOP']

/** The disk's own codes in the app's words; anything else passes through unchanged. */
export function describeDiskError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof AppError) return error
  if (NOT_WRITABLE.includes(code)) return new AppError('folder-not-writable', { name })
  if (FULL.includes(code)) return new AppError('disk-full', {})
  if (TAKEN.includes(code)) return new AppError('name-taken', { name })
  if (MISSING.includes(code)) return new AppError('file-missing', { name })
  if (code === 'ENAMETOOLONG') return new AppError('invalid-input', { field: 'name' })
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR') || isUnnamed(error, code))
    return new AppError('disk-error', {})
  return error
}

/** Removing a file gives every rare trouble of the system no code at all. */
function isUnnamed(error: unknown, code: string): boolean {
  return error instanceof Error && 'syscall' in error && code === ''
}
