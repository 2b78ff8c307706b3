// A new workspace of what can still be read of a damaged one: same key, same slots, same printed page,
// so that its backups and everybody's passphrase go on. What the tail beside the keys knows of record
// and ledgers fills their holes, and what was erased is erased again. The damaged folder is only read.
import Database from 'better-sqlite3'
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import type { SalvageReport } from '../../../shared/workspace/salvage.ts'
import type { WorkDesk } from './backup.ts'
import { readBackups } from './backup-list.ts'
import { makeFolders, refuseExisting } from './build.ts'
import { writeCarried } from './carried.ts'
import { openEncrypted } from './cipher.ts'
import { describeVaultError } from './describe-error.ts'
import { applyErasures } from './erasures.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { writeKeyFiles, writeKeyTable } from './key-store.ts'
import { deriveKey } from './keys.ts'
import { refuseWhileHeld, takeLock } from './lock-file.ts'
import { readTail } from './record-tail.ts'
import { unlockDamaged, type DamagedWay } from './salvage-keys.ts'
import type { SalvageRequest } from './salvage/salvage.ts'
import type { Unlocked } from './slots.ts'
import { syncFolder } from './sync-folder.ts'
import { enterVault, withLock, type OpenVault, type VaultTools } from './vault.ts'

export interface SalvagePlan extends DamagedWay {
  readonly folder: string
  /** The workspace to be made. */
  readonly into: string
  readonly leaveOut: readonly string[]
}

export interface SalvagedVault {
  readonly vault: OpenVault
  readonly report: SalvageReport
}

export async function salvageVault(
  tools: VaultTools,
  plan: SalvagePlan,
  desk: WorkDesk,
): Promise<SalvagedVault> {
  const from = describeFolder(plan.folder)
  const into = describeFolder(plan.into)
  refuseExisting(into)
  const release = holdDamaged(tools, from)
  try {
    const unlocked = await unlockDamaged(tools, from, plan)
    try {
      const report = await build(tools, { from, into, plan, unlocked }, desk)
      const vault = await withLock(tools, into, (lock) =>
        enterVault({ tools, place: into, lock }, unlocked),
      )
      return { vault, report }
    } finally {
      unlocked.root.fill(0)
    }
  } finally {
    release()
  }
}

/** Against a writer meanwhile; on a disk that cannot be written there can be none. */
function holdDamaged(tools: VaultTools, from: WorkspaceFolder): () => void {
  try {
    const lock = takeLock(from, tools)
    return () => lock.release()
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'folder-not-writable')) throw error
    refuseWhileHeld(from)
    return () => undefined
  }
}

interface Building {
  readonly from: WorkspaceFolder
  readonly into: WorkspaceFolder
  readonly plan: SalvagePlan
  readonly unlocked: Unlocked
}

/** Beside its place under a hidden name, and moved there whole. */
async function build(tools: VaultTools, given: Building, desk: WorkDesk): Promise<SalvageReport> {
  const { into, unlocked } = given
  const parent = dirname(into.folder)
  const mark = Buffer.from(tools.randomBytes(6)).toString('hex')
  const building = describeFolder(join(parent, `.${basename(into.folder)}.${mark}.part`))
  try {
    makeFolders(building)
    const report = await readOut(tools, { ...given, into: building }, desk)
    fillHoles(tools, { ...given, into: building })
    // Wrapped under the same key; a destroyed one has no file to copy.
    if (existsSync(given.from.waveKeys))
      cpSync(given.from.waveKeys, building.waveKeys, { recursive: true })
    await writeKeyFiles(building, unlocked.keyFile)
    syncFolder(building.folder)
    refuseExisting(into)
    renameSync(building.folder, into.folder)
    syncFolder(parent)
    return report
  } catch (error) {
    rmSync(building.folder, { recursive: true, force: true })
    throw describeVaultError(error, basename(parent))
  }
}

async function readOut(
  tools: VaultTools,
  { from, into, plan, unlocked }: Building,
  desk: WorkDesk,
): Promise<SalvageReport> {
  const { wid } = unlocked.keyFile
  const request: SalvageRequest = {
    name: from.name,
    database: from.database,
    target: into.database,
    wid,
    databaseKey: deriveKey(unlocked.root, Buffer.from(wid, 'hex'), 'database'),
    migrations: tools.migrations,
    version: readBackups(from.folder)[0]?.header?.schema ?? null,
    leaveOut: plan.leaveOut,
    now: tools.now(),
  }
  try {
    return await desk.compute<SalvageReport>('salvage', request)
  } finally {
    request.databaseKey.fill(0)
  }
}

function fillHoles(tools: VaultTools, { from, into, unlocked }: Building): void {
  const { wid } = unlocked.keyFile
  const salt = Buffer.from(wid, 'hex')
  const key = deriveKey(unlocked.root, salt, 'database')
  const tailKey = deriveKey(unlocked.root, salt, 'tail')
  const tail = readTail(from.tail, { key: tailKey, wid })
  const db = openEncrypted(into.database, { key, wid: salt }, { driver: Database })
  try {
    db.pragma('journal_mode = MEMORY')
    db.pragma('foreign_keys = ON')
    const fill = db.transaction(() => {
      db.pragma('defer_foreign_keys = ON')
      const carried = tools.carried ?? []
      writeCarried(db, tail?.rows.filter(({ table }) => carried.includes(table)) ?? [])
      applyErasures(db)
      writeKeyTable(db, unlocked.keyFile)
    })
    fill.exclusive()
  } finally {
    db.close()
    key.fill(0)
    tailKey.fill(0)
  }
}
