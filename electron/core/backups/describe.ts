// Backups as the window lists them: whose passphrase opens each, and what restoring would change.
import { join } from 'node:path'
import type { Backup, BackupFile, BackupPreview } from '../../../shared/backups/model.ts'
import { backupFile } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'
import type { CoreContext } from '../context.ts'
import { getHead } from '../record/chain.ts'
import { listNewest, readBackups, type KnownBackup } from '../vault/backup-list.ts'
import { readPackage } from '../vault/backup-package.ts'
import { describeFolder } from '../vault/folder.ts'
import { isPassphraseSlot, type KeyFile } from '../vault/key-file.ts'
import { getKeyFile } from '../vault/own-passphrase.ts'
import { countRows } from '../vault/verify-image.ts'
import { isSameBackup, listCopies } from './second-place.ts'

export function listBackups(core: CoreContext): Promise<Backup[]> {
  return describeAll(core, listNewest(core.session.current().vault.folder))
}

export async function describeBackup(core: CoreContext, file: string): Promise<Backup> {
  const known = getBackup(core.session.current().vault.folder, file)
  const [found] = await describeAll(core, [known])
  if (!found) throw new AppError('not-found', { what: 'backup' })
  return found
}

async function describeAll(core: CoreContext, known: readonly KnownBackup[]): Promise<Backup[]> {
  const { vault } = core.session.current()
  const copies = await listCopies(core, vault)
  const present = getKeyFile(vault)
  return known.map((backup) => ({
    file: backupFile.parse(backup.file),
    madeAt: backup.madeAt,
    bytes: backup.bytes,
    verified: backup.verified,
    opensWith: backup.header ? judgeKeys(backup.header.keyFile, present) : 'present',
    copied: copies.some((copy) => isSameBackup(copy, backup)),
  }))
}

/** Counts are those its header states under the workspace's own seal. */
export function previewBackup(core: CoreContext, file: BackupFile): BackupPreview {
  const session = core.session.current()
  const { vault } = session
  const known = getBackup(vault.folder, file)
  if (!known.verified) throw new AppError('not-a-backup', { name: file })
  const path = join(describeFolder(vault.folder).backups, file)
  const header = readPackage(path, vault.keys.package)
  if (!header) throw new AppError('not-a-backup', { name: file })
  if (!header.authentic) throw new AppError('backup-changed', { name: file })
  const now = countRows(vault.db)
  const { counts, recordHead } = header.header
  const head = session.read((tx) => getHead(tx.db))
  return {
    file,
    madeAt: known.madeAt,
    bytes: known.bytes,
    counts: nameCounts(core.declared, counts, now),
    actsSince: Math.max(0, head.seq - (recordHead?.seq ?? 0)),
  }
}

function getBackup(folder: string, file: string): KnownBackup {
  const found = readBackups(folder).find((backup) => backup.file === file)
  if (!found) throw new AppError('not-found', { what: 'backup' })
  return found
}

function judgeKeys(then: KeyFile, present: KeyFile): Backup['opensWith'] {
  if (then.keyVersion !== present.keyVersion) return 'former-key'
  const boxes = new Set(present.slots.map(({ wrap }) => wrap.box))
  const gone = then.slots.filter(isPassphraseSlot).some(({ wrap }) => !boxes.has(wrap.box))
  return gone ? 'earlier' : 'present'
}

type Counts = Readonly<Record<string, number>>

function nameCounts(declared: TableDeclarations, backup: Counts, now: Counts) {
  return Object.entries(declared).flatMap(([table, { noun }]) =>
    noun === undefined ? [] : [{ noun, inBackup: backup[table] ?? 0, now: now[table] ?? 0 }],
  )
}
