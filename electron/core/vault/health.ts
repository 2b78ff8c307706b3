// The check of an open workspace: the file is encrypted, every page is whole, and every backup would
// bring it back. The record chain is checked by its own feature.
import { join } from 'node:path'
import type { HealthProblem, HealthReport } from '../../../shared/workspace/model.ts'
import type { WorkDesk } from './backup.ts'
import { readBackups } from './backup-list.ts'
import { isDamage } from './describe-error.ts'
import { describeFolder } from './folder.ts'
import { isPlainDatabase } from './header.ts'
import type { OpenVault } from './vault.ts'
import type { BackupVerdict } from '../../../shared/backups/model.ts'
import type { VerifyRequest } from './verify-backup.ts'
import { copySecret } from '../secret-bytes.ts'

export type VaultHealth = Omit<HealthReport, 'recordIntact' | 'recordLength'>

const MOST_PROBLEMS = 100

export async function checkHealth(vault: OpenVault, desk: WorkDesk): Promise<VaultHealth> {
  const backups = readBackups(vault.folder)
  const total = backups.length + 1
  desk.progress('check', 0, total)
  const encrypted = isEncrypted(vault)
  const problems = checkPages(vault)
  if (!encrypted) problems.unshift({ kind: 'not-encrypted' })
  for (const [index, { file }] of backups.entries()) {
    desk.checkCancelled()
    desk.progress('check', index + 1, total)
    const verdict = await verifyPackage(vault, file, desk)
    if (!verdict.whole) problems.push({ kind: 'backup', file, reason: verdict.reason })
  }
  desk.progress('check', total, total)
  return {
    encrypted,
    pages: vault.db.pragma('page_count', { simple: true }) as number,
    backups: backups.length,
    newestBackupAt: backups[0]?.madeAt ?? null,
    problems: problems.slice(0, MOST_PROBLEMS),
  }
}

function isEncrypted(vault: OpenVault): boolean {
  const salt = vault.readSalt()
  const isOurs = Buffer.from(salt).toString('hex') === vault.wid
  return (
    isOurs && !isPlainDatabase(salt) && vault.db.pragma('cipher', { simple: true }) === 'sqlcipher'
  )
}

/** Reading a page checks its HMAC, so a page changed from outside cannot pass. */
function checkPages({ db }: OpenVault): HealthProblem[] {
  try {
    const found = db.pragma('integrity_check') as readonly { readonly integrity_check: string }[]
    const strays = db.pragma('foreign_key_check') as unknown[]
    const broken = found.filter((row) => row.integrity_check !== 'ok').length
    const problems: HealthProblem[] = []
    if (broken > 0) problems.push({ kind: 'damaged-pages', count: broken })
    if (strays.length > 0) problems.push({ kind: 'lost-references', count: strays.length })
    return problems
  } catch (error) {
    if (isDamage(error)) return [{ kind: 'damaged-pages', count: 1 }]
    throw error
  }
}

export function verifyPackage(
  vault: OpenVault,
  file: string,
  desk: Pick<WorkDesk, 'compute'>,
): Promise<BackupVerdict> {
  return desk.compute<BackupVerdict>('verify-backup', requestFor(vault, file))
}

function requestFor(vault: OpenVault, file: string): VerifyRequest {
  const { backups } = describeFolder(vault.folder)
  const mark = Buffer.from(vault.tools.randomBytes(6)).toString('hex')
  return {
    path: join(backups, file),
    scratch: join(backups, `.${mark}.image`),
    wid: vault.wid,
    databaseKey: copySecret(vault.keys.database),
    packageKey: copySecret(vault.keys.package),
  }
}
