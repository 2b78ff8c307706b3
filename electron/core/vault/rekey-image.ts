// A copy of the database under another root key. Never done to the file in use: a stop in the middle
// leaves one that neither key opens. The salt is the workspace id and goes in with the key, as the
// driver would otherwise choose a new one and with it another first page.
import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'
import type { JobTools } from '../job-worker.ts'
import { openEncrypted } from './cipher.ts'
import type { KeyFile } from './key-file.ts'
import { writeKeyTable } from './key-store.ts'
import { isWholeImage, type RowCounts } from './verify-image.ts'

export interface RekeyRequest {
  readonly image: string
  readonly wid: string
  readonly fromKey: Uint8Array
  readonly toKey: Uint8Array
  /** The slots that open the new key. */
  readonly keyFile: KeyFile
  /** The record goes on under the key it began with. */
  readonly recordKey: Uint8Array
  /** The printed text is another one now. */
  readonly newSheet: boolean
  readonly counts: RowCounts
}

export function rekeyImageTask(request: RekeyRequest, tools: JobTools): Promise<null> {
  try {
    tools.progress('re-key', 0, 1)
    rekeyImage(request)
    return Promise.resolve(null)
  } finally {
    for (const key of [request.fromKey, request.toKey, request.recordKey]) key.fill(0)
  }
}

export function rekeyImage(request: RekeyRequest): void {
  const { image, wid, fromKey, toKey, counts } = request
  const salt = Buffer.from(wid, 'hex')
  const db = openEncrypted(image, { key: fromKey, wid: salt }, { driver: Database })
  try {
    // The image is scratch until it is renamed: a journal beside it would only be left over.
    db.pragma('journal_mode = MEMORY')
    db.pragma('secure_delete = ON')
    writeNewKeys(db, request)
    giveNewKey(db, toKey, salt)
  } finally {
    db.close()
  }
  if (!isWholeImage(image, { key: toKey, wid: salt }, counts))
    throw new AppError('backup-failed', { name: '' })
  const descriptor = openSync(image, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function writeNewKeys(db: Database.Database, { keyFile, recordKey, newSheet }: RekeyRequest): void {
  const write = db.transaction(() => {
    writeKeyTable(db, keyFile)
    db.prepare('UPDATE workspace SET record_key = ?').run(recordKey)
    if (newSheet) db.prepare('UPDATE workspace SET recovery_confirmed_at = NULL').run()
  })
  write()
}

/** As bytes, which can be zeroed. */
function giveNewKey(db: Database.Database, key: Uint8Array, salt: Uint8Array): void {
  const giver = db as Database.Database & { rekey(raw: Buffer): unknown }
  const raw = Buffer.concat([Buffer.from('raw:'), key, salt])
  try {
    giver.rekey(raw)
  } finally {
    raw.fill(0)
  }
}
