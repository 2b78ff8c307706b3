// Salvages a file and compares what came out with what was in it.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openEncrypted } from '../../electron/core/vault/cipher.ts'
import { salvageTask, type SalvageRequest } from '../../electron/core/vault/salvage/salvage.ts'
import { salvageReport, type SalvageReport } from '../../shared/workspace/salvage.ts'
import { readRows, type Rows, type SalvageFile } from './salvage-file.ts'
import { LEFT_OUT, salvageMigrations } from './salvage-schema.ts'
import { makeParent } from './vault.ts'

export const quiet = { progress: () => {}, isCancelled: () => false }

export interface Salvaged {
  readonly report: SalvageReport
  readonly rows: Rows
}

export function requestFor(file: Pick<SalvageFile, 'path' | 'cipher'>): SalvageRequest {
  return {
    name: 'Acme',
    database: file.path,
    target: join(makeParent(), 'salvaged.db'),
    wid: Buffer.from(file.cipher.wid).toString('hex'),
    databaseKey: Uint8Array.from(file.cipher.key),
    migrations: salvageMigrations,
    version: null,
    leaveOut: LEFT_OUT,
    now: '2027-01-12T00:00:00.000Z',
  }
}

/** Also: the keys are zeroed, the damaged file is untouched, the new one is for its owner alone. */
export async function salvageImage(
  file: Pick<SalvageFile, 'path' | 'cipher'>,
  image: Buffer,
  change: Partial<SalvageRequest> = {},
): Promise<Salvaged> {
  writeFileSync(file.path, image)
  const request = { ...requestFor(file), ...change }
  const report = await salvageTask(request, quiet)
  if (request.databaseKey.some((byte) => byte !== 0)) throw new Error('The key was left in memory')
  if (!readFileSync(file.path).equals(image)) throw new Error('The damaged file was written')
  if (readFileSync(request.target).includes('CREATE TABLE')) throw new Error('Not encrypted')
  if ((statSync(request.target).mode & 0o777) !== 0o600) throw new Error('Others can read it')
  const db = openEncrypted(request.target, file.cipher, { driver: Database, readonly: true })
  const rows = readRows(db)
  db.close()
  return { report: salvageReport.parse(report), rows }
}

/** Rows that were not in the file, and bounds that do not hold. */
export function findLies(file: Pick<SalvageFile, 'rows'>, { report, rows }: Salvaged): string[] {
  return report.tables.flatMap(({ table, rows: said, lost }) => {
    const before = file.rows.get(table) ?? new Set()
    const after = rows.get(table) ?? new Set()
    const isRebuilt = table === 'workspace' && report.workspaceRowRebuilt
    const invented = isRebuilt ? [] : [...after].filter((row) => !before.has(row))
    const kept = isRebuilt ? 0 : after.size
    const gone = before.size - kept
    const lies = invented.map((row) => `${table} never had ${row.slice(0, 200)}`)
    if (said !== kept) lies.push(`${table} has ${kept}, not ${said}`)
    const isTrue = gone >= lost.least && (lost.most === null || gone <= lost.most)
    if (!isTrue) lies.push(`${table} lost ${gone}, not ${lost.least} to ${lost.most}`)
    return lies
  })
}
