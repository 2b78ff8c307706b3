// A folder on another disk: every backup made is copied there too, so that losing this one disk is
// not losing the work. A place that is not plugged in stops no backup; it is only said.
import { existsSync, statSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SecondPlace } from '../../../shared/backups/model.ts'
import type { RememberedWorkspace } from '../../../shared/settings/model.ts'
import type { CoreContext } from '../context.ts'
import { describeDiskError } from '../files/write-safely.ts'
import {
  chooseKept,
  readBackups,
  readPackagesIn,
  removeOldBackups,
  sortNewestFirst,
  type KnownBackup,
} from '../vault/backup-list.ts'
import { describeFolder } from '../vault/folder.ts'
import { syncFolder } from '../vault/sync-folder.ts'
import type { OpenVault } from '../vault/vault.ts'
import { findRemembered, remember } from '../workspace/remembered.ts'

const WEEK_MILLISECONDS = 7 * 86_400_000

export async function describeSecondPlace(core: CoreContext): Promise<SecondPlace> {
  const { vault } = core.session.current()
  const known = await findRemembered(core, vault.wid)
  const where = known?.secondPlace ?? null
  const copiedAt = known?.copiedAt ?? null
  const reachable = where !== null && existsSync(where)
  const age = copiedAt === null ? Infinity : Date.parse(core.now()) - Date.parse(copiedAt)
  return {
    where,
    reachable,
    copiedAt,
    // Copied on a day still to come: the clock was wrong, and nobody knows how long ago that is.
    overdue: where !== null && (age < 0 || age > WEEK_MILLISECONDS),
    sameDisk: reachable && statSync(where).dev === statSync(vault.folder).dev,
  }
}

export async function chooseSecondPlace(
  core: CoreContext,
  folder: string | null,
): Promise<SecondPlace> {
  const session = core.session.current()
  await remember(core, session, { secondPlace: folder, copiedAt: null })
  if (folder !== null) await copyMissing(core, session.vault)
  return describeSecondPlace(core)
}

/** The names of the copies that are there now. */
export async function listCopies(core: CoreContext, vault: OpenVault): Promise<Set<string>> {
  const known = await findRemembered(core, vault.wid)
  const folder = findFolder(vault, known)
  return new Set(folder === null ? [] : readPackagesIn(folder).map(({ file }) => file))
}

/** Whatever it lacks; false: the place cannot be reached now. */
export async function copyMissing(core: CoreContext, vault: OpenVault): Promise<boolean> {
  const known = await findRemembered(core, vault.wid)
  const folder = findFolder(vault, known)
  if (!known?.secondPlace || folder === null || !existsSync(known.secondPlace)) return false
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const missing = chooseMissing(vault, readPackagesIn(folder))
    for (const { file } of missing) {
      await copyWhole(join(describeFolder(vault.folder).backups, file), join(folder, file))
    }
    removeOldBackups(folder, vault.wid, new Set(missing.map(({ file }) => file)))
  } catch (error) {
    throw describeDiskError(error, basename(known.secondPlace))
  }
  await remember(core, core.session.current(), { copiedAt: core.now() })
  return true
}

/** Only what would stay there; but the newest always, whatever lies there already. */
function chooseMissing({ folder, wid }: OpenVault, there: readonly KnownBackup[]): KnownBackup[] {
  const own = readBackups(folder).filter(({ header }) => header?.wid === wid)
  const missing = own.filter((backup) => !there.some((copy) => isSame(copy, backup)))
  const replaced = new Set(missing.map(({ file }) => file))
  const staying = there.filter(({ file, header }) => header?.wid === wid && !replaced.has(file))
  const kept = new Set(chooseKept(sortNewestFirst([...missing, ...staying])))
  return missing.filter((backup) => kept.has(backup) || backup === own[0])
}

/** Under another key since: the same file, and no longer the same content. */
function isSame(copy: KnownBackup, backup: KnownBackup): boolean {
  return copy.file === backup.file && copy.header?.bodySha256 === backup.header?.bodySha256
}

function findFolder({ name }: OpenVault, known: RememberedWorkspace | null): string | null {
  return known?.secondPlace ? join(known.secondPlace, `${name} backups`) : null
}

/** Appears whole or not at all. */
async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  try {
    await copyFile(from, part)
    await chmod(part, 0o600)
    const file = await open(part, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, to)
    syncFolder(join(to, '..'))
  } finally {
    await rm(part, { force: true })
  }
}
