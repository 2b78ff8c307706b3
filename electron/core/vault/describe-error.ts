// SQLite's codes in the app's words. Which of them mean damage was tried out on damaged files.
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError } from '../files/write-safely.ts'
import { isSqliteError } from './cipher.ts'

export function isDamage(error: unknown): boolean {
  return isSqliteError(error, 'SQLITE_NOTADB') || isSqliteError(error, 'SQLITE_CORRUPT')
}

export function describeVaultError(error: unknown, name: string): unknown {
  if (isDamage(error)) return new AppError('workspace-damaged', { name })
  if (isSqliteError(error, 'SQLITE_BUSY'))
    return new AppError('workspace-in-use', { name, since: '' })
  if (isSqliteError(error, 'SQLITE_READONLY') || isSqliteError(error, 'SQLITE_CANTOPEN')) {
    return new AppError('folder-not-writable', { name })
  }
  return describeDiskError(error, name)
}
