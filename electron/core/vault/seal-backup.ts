// The part of a backup that needs no open workspace: check the image, put it into a package, and let
// the package appear whole. Runs in a job worker, which is given the two keys as bytes.
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant } from '../../../shared/kit/schema.ts'
import { describeDiskError } from '../files/write-safely.ts'
import type { JobTools } from '../job-tasks.ts'
import type { MadeBackup } from './backup-list.ts'
import { hashFile, readChunks, writeFront, type BackupHeader } from './backup-package.ts'
import { syncFolder } from './sync-folder.ts'
import { isWholeImage } from './verify-image.ts'

export interface SealRequest {
  readonly image: string
  readonly target: string
  readonly header: Omit<BackupHeader, 'bodyBytes' | 'bodySha256'>
  readonly databaseKey: Uint8Array
  readonly packageKey: Uint8Array
}

export function sealBackupTask(request: SealRequest, tools: JobTools): Promise<MadeBackup> {
  const { image, target, databaseKey, packageKey } = request
  try {
    const cipher = { key: databaseKey, wid: Buffer.from(request.header.wid, 'hex') }
    tools.progress('check', 0, 1)
    if (!isWholeImage(image, cipher, request.header.counts)) {
      throw new AppError('backup-failed', { name: basename(target) })
    }
    const bodyBytes = statSync(image).size
    const header = { ...request.header, bodyBytes, bodySha256: hashFile(image) }
    writePackage(request, writeFront(header, packageKey), tools)
    const { size } = statSync(target)
    const madeAt = instant.parse(header.madeAt)
    return Promise.resolve({ file: basename(target), madeAt, bytes: size, verified: true })
  } catch (error) {
    throw describeDiskError(error, basename(dirname(target)))
  } finally {
    databaseKey.fill(0)
    packageKey.fill(0)
    rmSync(image, { force: true })
    rmSync(partOf(target), { force: true })
  }
}

export function partOf(target: string): string {
  return `${target}.part`
}

export function writePackage(
  { image, target }: Pick<SealRequest, 'image' | 'target'>,
  front: Buffer,
  tools: JobTools,
): void {
  const total = statSync(image).size
  const descriptor = openSync(partOf(target), 'wx', 0o600)
  try {
    writeWhole(descriptor, front)
    let done = 0
    for (const chunk of readChunks(image, 0)) {
      if (tools.isCancelled()) throw new AppError('cancelled', {})
      writeWhole(descriptor, chunk)
      done += chunk.length
      tools.progress('write', done, total)
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  chmodSync(partOf(target), 0o600)
  renameSync(partOf(target), target)
  syncFolder(dirname(target))
}

/** A disk that fills up takes a part and says so only by how much; the next write then fails. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}
