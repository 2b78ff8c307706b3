// A backup from before the root key was changed, encrypted again under the new one: otherwise whoever
// holds the old printed page could still read it.
import { rmSync, statSync } from 'node:fs'
import type { JobTools } from '../job-worker.ts'
import { hashFile, readPackage, writeFront } from './backup-package.ts'
import type { KeyFile } from './key-file.ts'
import { rekeyImage } from './rekey-image.ts'
import { partOf, writePackage } from './seal-backup.ts'
import { unpack } from './verify-backup.ts'

interface BackupKeys {
  readonly database: Uint8Array
  readonly package: Uint8Array
}

export interface RepackRequest {
  readonly path: string
  readonly scratch: string
  readonly wid: string
  readonly from: BackupKeys
  readonly to: BackupKeys
  readonly keyFile: KeyFile
  readonly recordKey: Uint8Array
}

/** False: it does not belong to the old key, or is not whole; it stays as it is. */
export function repackBackupTask(request: RepackRequest, tools: JobTools): Promise<boolean> {
  const { path, scratch, from, to, recordKey } = request
  try {
    return Promise.resolve(repack(request, tools))
  } finally {
    for (const key of [from.database, from.package, to.database, to.package, recordKey]) key.fill(0)
    rmSync(scratch, { force: true })
    rmSync(partOf(path), { force: true })
  }
}

function repack(request: RepackRequest, tools: JobTools): boolean {
  const { path, scratch, wid, from, to, keyFile, recordKey } = request
  const found = readPackage(path, from.package)
  if (!found?.authentic || found.header.wid !== wid) return false
  if (hashFile(path, found.bodyAt) !== found.header.bodySha256) return false
  unpack(path, { found, scratch }, tools)
  const { counts } = found.header
  const keys = { fromKey: from.database, toKey: to.database, recordKey }
  rekeyImage({ image: scratch, wid, ...keys, keyFile, newSheet: true, counts })
  const body = { bodyBytes: statSync(scratch).size, bodySha256: hashFile(scratch) }
  const front = writeFront({ ...found.header, ...body, keyFile }, to.package)
  writePackage({ image: scratch, target: path }, front, tools)
  return true
}
