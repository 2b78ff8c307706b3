// Proves that a backup would bring the workspace back: authentic header, unchanged body, and an image
// that opens with the key and holds as many rows as were counted when it was made.
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import type { BackupVerdict } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import type { JobTools } from '../job-worker.ts'
import { hashFile, readChunks, readPackage, type ReadPackage } from './backup-package.ts'
import { isWholeImage } from './verify-image.ts'

export interface VerifyRequest {
  readonly path: string
  /** Where the image is unpacked to; removed again. */
  readonly scratch: string
  readonly wid: string
  readonly databaseKey: Uint8Array
  readonly packageKey: Uint8Array
  /** The image stays where it was unpacked to, if it is whole: to be restored. */
  readonly keep?: boolean
}

export function verifyBackupTask(request: VerifyRequest, tools: JobTools): Promise<BackupVerdict> {
  let keep = false
  try {
    const verdict = verifyBackup(request, tools)
    keep = verdict.whole && request.keep === true
    return Promise.resolve(verdict)
  } finally {
    request.databaseKey.fill(0)
    request.packageKey.fill(0)
    if (!keep) rmSync(request.scratch, { force: true })
    rmSync(`${request.scratch}-journal`, { force: true })
  }
}

export function verifyBackup(request: VerifyRequest, tools: JobTools): BackupVerdict {
  const found = readPackage(request.path, request.packageKey)
  if (!found) return { whole: false, reason: 'not-a-backup' }
  if (found.header.wid !== request.wid) return { whole: false, reason: 'of-another-workspace' }
  if (!found.authentic) return { whole: false, reason: 'changed' }
  if (hashFile(request.path, found.bodyAt) !== found.header.bodySha256) {
    return { whole: false, reason: 'changed' }
  }
  unpack(request.path, { found, scratch: request.scratch }, tools)
  const cipher = { key: request.databaseKey, wid: Buffer.from(request.wid, 'hex') }
  const whole = isWholeImage(request.scratch, cipher, found.header.counts)
  return whole ? { whole } : { whole, reason: 'unreadable' }
}

/** SQLite opens files, not parts of files. The copy is as encrypted as the package. */
export function unpack(
  path: string,
  { found, scratch }: { readonly found: ReadPackage; readonly scratch: string },
  tools: JobTools,
): void {
  const { bodyAt, header } = found
  writeFileSync(scratch, '', { flag: 'wx', mode: 0o600 })
  let done = 0
  for (const chunk of readChunks(path, bodyAt)) {
    if (tools.isCancelled()) throw new AppError('cancelled', {})
    appendFileSync(scratch, chunk)
    done += chunk.length
    tools.progress('check', done, header.bodyBytes)
  }
}
