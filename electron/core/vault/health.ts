// The check of an open workspace: the file is encrypted, every page is whole, and every backup would
// bring it back. The record chain is checked by its own feature.
import { join } from 'node:path'
import type { HealthReport } from '../../../shared/workspace/model.ts'
import { listBackups, type WorkDesk } from './backup.ts'
import { isDamage } from './describe-error.ts'
import { describeFolder } from './folder.ts'
import { isPlainDatabase } from './header.ts'
import type { OpenVault } from './vault.ts'
import type { BackupVerdict, VerifyRequest } from './verify-backup.ts'

export type VaultHealth = Omit<HealthReport, 'recordIntact' | 'recordLength'>

const MOST_PROBLEMS = 100
const DAMAGED = 'The workspace file is damaged on disk. Restore the newest backup.'

const SAYS = {
  'not-a-backup': 'is cut short or is not a backup',
  'of-another-workspace': 'belongs to another workspace',
  changed: 'was changed since it was made',
  unreadable: 'does not open',
} as const

export async function checkHealth(vault: OpenVault, desk: WorkDesk): Promise<VaultHealth> {
  const backups = listBackups(vault.folder)
  const total = backups.length + 1
  desk.progress('check', 0, total)
  const encrypted = isEncrypted(vault)
  const problems = [
    ...(encrypted ? [] : ['The workspace is not encrypted on disk.']),
    ...checkPages(vault),
  ]
  for (const [index, { file }] of backups.entries()) {
    desk.checkCancelled()
    desk.progress('check', index + 1, total)
    const verdict = await desk.compute<BackupVerdict>('verify-backup', requestFor(vault, file))
    if (!verdict.whole) problems.push(`The backup “${file}” ${SAYS[verdict.reason]}.`)
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
function checkPages({ db }: OpenVault): string[] {
  try {
    const found = db.pragma('integrity_check') as readonly { readonly integrity_check: string }[]
    const strays = db.pragma('foreign_key_check') as unknown[]
    const broken = found.filter((row) => row.integrity_check !== 'ok').length
    return [
      ...(broken > 0 ? [DAMAGED] : []),
      ...(strays.length > 0 ? [`${strays.length} rows refer to rows that are gone.`] : []),
    ]
  } catch (error) {
    if (isDamage(error)) return [DAMAGED]
    throw error
  }
}

function requestFor(vault: OpenVault, file: string): VerifyRequest {
  const { backups } = describeFolder(vault.folder)
  const mark = Buffer.from(vault.tools.randomBytes(6)).toString('hex')
  return {
    path: join(backups, file),
    scratch: join(backups, `.${mark}.image`),
    wid: vault.wid,
    databaseKey: Uint8Array.from(vault.keys.database),
    packageKey: Uint8Array.from(vault.keys.package),
  }
}
