// A backup takes the place of the present file: unpacked and verified beside it, brought to today's
// key and schema, made to remember what must not be undone, and only then moved there by one rename.
// The present file is kept. Stopped anywhere, the workspace is the old one or the restored one.
import { basename } from 'node:path'
import type { BackupVerdict, RestoreReport } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError } from '../files/write-safely.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
import type { WorkDesk } from './backup.ts'
import { readPackage, type BackupHeader } from './backup-package.ts'
import { describeVaultError } from './describe-error.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { checkFreeSpace } from './free-space.ts'
import { deriveKey } from './keys.ts'
import { removeNext } from './migrate.ts'
import { finishImage } from './restore-image.ts'
import {
  findRestoreKeys,
  refuseForeign,
  type RestoreKeys,
  type RestoreWay,
} from './restore-keys.ts'
import { placeNew, putInPlace } from './restore-place.ts'
import { newestVersion } from './migrate.ts'
import { enterVault, withLock, type OpenVault, type VaultTools } from './vault.ts'
import type { VerifyRequest } from './verify-backup.ts'

export interface RestorePlan extends RestoreWay {
  readonly folder: string
  /** There is no workspace yet: the backup becomes one. */
  readonly isNew: boolean
}

export interface RestoredVault {
  readonly vault: OpenVault
  readonly report: RestoreReport
}

export async function restoreVault(
  tools: VaultTools,
  plan: RestorePlan,
  desk: WorkDesk,
): Promise<RestoredVault> {
  const place = describeFolder(plan.folder)
  if (plan.isNew) {
    const done = await placeNew(tools, place, (building) =>
      prepare(tools, { place: building, plan }, desk),
    )
    return enterRestored(tools, place, done)
  }
  return withLock(tools, place, async (lock) => {
    checkTurn(plan.folder, tools.now())
    const done = await prepare(tools, { place, plan }, desk).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'wrong-passphrase')
        throw countFailure(plan.folder, tools.now())
      throw error
    })
    forgetFailures(plan.folder)
    try {
      const keptAs = await putInPlace(tools, place, done.keys.unlocked.keyFile)
      const vault = await enterVault({ tools, place, lock }, done.keys.unlocked)
      return { vault, report: { ...done.report, keptAs } }
    } finally {
      dropKeys(done.keys)
    }
  })
}

async function enterRestored(
  tools: VaultTools,
  place: WorkspaceFolder,
  { keys, report }: Prepared,
): Promise<RestoredVault> {
  try {
    return await withLock(tools, place, async (lock) => ({
      vault: await enterVault({ tools, place, lock }, keys.unlocked),
      report,
    }))
  } finally {
    dropKeys(keys)
  }
}

export interface Prepared {
  readonly keys: RestoreKeys
  readonly report: RestoreReport
}

interface Preparing {
  readonly place: WorkspaceFolder
  readonly plan: RestorePlan
}

/** Leaves the finished image under `place.next`; the present file is only read. */
async function prepare(
  tools: VaultTools,
  { place, plan }: Preparing,
  desk: WorkDesk,
): Promise<Prepared> {
  const header = readHeader(tools, plan.package)
  if (!plan.isNew) refuseForeign(place, header, basename(plan.package))
  const asked = { place, header, way: plan, isNew: plan.isNew }
  const keys = await findRestoreKeys(tools, asked)
  try {
    if (keys.unlocked.slot.role !== 'owner') throw new AppError('owner-only', {})
    removeNext(place)
    checkFreeSpace(place.folder, header.bodyBytes)
    await unpackWhole({ place, plan }, { header, keys }, desk)
    desk.checkCancelled()
    desk.progress('carry', 0, 1)
    return { keys, report: finishImage(tools, place, { header, keys }) }
  } catch (error) {
    removeNext(place)
    dropKeys(keys)
    throw describeVaultError(error, place.name)
  }
}

function readHeader(tools: VaultTools, path: string): BackupHeader {
  const name = basename(path)
  try {
    const found = readPackage(path)
    if (!found) throw new AppError('not-a-backup', { name })
    if (found.header.schema > newestVersion(tools.migrations))
      throw new AppError('backup-newer', { name })
    return found.header
  } catch (error) {
    throw describeDiskError(error, name)
  }
}

async function unpackWhole(
  { place, plan }: Preparing,
  { header, keys }: { readonly header: BackupHeader; readonly keys: RestoreKeys },
  desk: WorkDesk,
): Promise<void> {
  const wid = Buffer.from(header.wid, 'hex')
  const request: VerifyRequest = {
    path: plan.package,
    scratch: place.next,
    wid: header.wid,
    databaseKey: deriveKey(keys.former, wid, 'database'),
    packageKey: deriveKey(keys.former, wid, 'package'),
    keep: true,
  }
  const verdict = await desk.compute<BackupVerdict>('verify-backup', request)
  request.databaseKey.fill(0)
  request.packageKey.fill(0)
  const name = basename(plan.package)
  if (verdict.whole) return
  if (verdict.reason === 'unreadable') throw new AppError('backup-unreadable', { name })
  if (verdict.reason === 'not-a-backup') throw new AppError('not-a-backup', { name })
  throw new AppError('backup-changed', { name })
}

function dropKeys({ former, unlocked }: RestoreKeys): void {
  former.fill(0)
  unlocked.root.fill(0)
}
