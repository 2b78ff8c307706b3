// A folder on another disk: every backup made is copied there too, so that losing this one disk is
// not losing the work. A place that is not plugged in stops no backup; it is only said.
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SecondPlace } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import type { RememberedWorkspace } from '../../../shared/settings/model.ts'
import type { CoreContext } from '../context.ts'
import { describeDiskError } from '../files/write-safely.ts'
import {
  chooseKept,
  readBackups,
  readPackagesIn,
  removeLeftovers,
  removeOldBackups,
  sortNewestFirst,
  type KnownBackup,
} from '../vault/backup-list.ts'
import { toCanonicalJson } from '../vault/canonical.ts'
import { describeFolder } from '../vault/folder.ts'
import { syncFolder } from '../vault/sync-folder.ts'
import type { OpenVault } from '../vault/vault.ts'
import { findRemembered, remember, rememberCopies } from '../workspace/remembered.ts'

const WEEK_MILLISECONDS = 7 * 86_400_000
const LEFTOVER = /\.tlbackup(\.[0-9a-f]{12})?\.part$/

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
  const { vault } = session
  if (!(await findRemembered(core, vault.wid))) await remember(core, session)
  await rememberCopies(core, vault.wid, () => ({ secondPlace: folder, copiedAt: null }))
  if (folder !== null) await copyMissing(core, vault)
  return describeSecondPlace(core)
}

/** What is there now; a place that cannot be read holds nothing that could be counted on. */
export async function listCopies(core: CoreContext, vault: OpenVault): Promise<KnownBackup[]> {
  const known = await findRemembered(core, vault.wid)
  const folder = findFolder(vault, known)
  try {
    return folder === null ? [] : readPackagesIn(folder)
  } catch {
    return []
  }
}

/** One copy is cut short or changed, or one is under another key since: not the same any more. */
export function isSameBackup(copy: KnownBackup, backup: KnownBackup): boolean {
  if (copy.file !== backup.file || copy.bytes !== backup.bytes) return false
  if (!copy.header || !backup.header) return false
  return toCanonicalJson(copy.header) === toCanonicalJson(backup.header)
}

let running: Promise<unknown> = Promise.resolve()

/** Whatever it lacks, one after the other; false: the place cannot be reached now. */
export function copyMissing(core: CoreContext, vault: OpenVault): Promise<boolean> {
  const next = running.then(() => copyNow(core, vault))
  running = next.catch(() => undefined)
  return next
}

async function copyNow(core: CoreContext, vault: OpenVault): Promise<boolean> {
  const known = await findRemembered(core, vault.wid)
  const where = known?.secondPlace
  const folder = findFolder(vault, known)
  if (!where || folder === null || !existsSync(where)) return false
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    removeLeftovers(folder, (name) => LEFTOVER.test(name))
    await copyAll(folder, vault)
  } catch (error) {
    throw describeDiskError(error, basename(where))
  }
  // Another place may have been chosen meanwhile.
  await rememberCopies(core, vault.wid, ({ secondPlace, copiedAt }) => ({
    secondPlace,
    copiedAt: secondPlace === where ? core.now() : copiedAt,
  }))
  return true
}

async function copyAll(folder: string, vault: OpenVault): Promise<void> {
  const { missing, outdated } = planCopies(vault, readPackagesIn(folder))
  for (const { file } of missing) {
    const from = join(describeFolder(vault.folder).backups, file)
    const copy = () => copyWhole(from, join(folder, file))
    await copy().catch((error: unknown) => {
      if (!isFull(error)) throw error
      for (const old of outdated) rmSync(join(folder, old.file), { force: true })
      return copy()
    })
  }
  removeOldBackups(folder, vault.wid, new Set(missing.map(({ file }) => file)))
}

interface CopyPlan {
  /** Only what would stay there; but the newest always, whatever lies there already. */
  readonly missing: readonly KnownBackup[]
  /** Whose place the missing ones take. */
  readonly outdated: readonly KnownBackup[]
}

function planCopies({ folder, wid }: OpenVault, found: readonly KnownBackup[]): CopyPlan {
  const isOwn = ({ header }: KnownBackup) => header?.wid === wid
  const own = readBackups(folder).filter(isOwn)
  const lacking = own.filter((backup) => !found.some((copy) => isSameBackup(copy, backup)))
  const replaced = new Set(lacking.map(({ file }) => file))
  const there = found.filter((copy) => isOwn(copy) && !replaced.has(copy.file))
  const kept = new Set(chooseKept(sortNewestFirst([...lacking, ...there])))
  return {
    missing: lacking.filter((backup) => kept.has(backup) || backup === own[0]),
    outdated: there.filter((copy) => !kept.has(copy)),
  }
}

function isFull(error: unknown): boolean {
  const known = describeDiskError(error, '')
  return known instanceof AppError && known.code === 'disk-full'
}

function findFolder({ name }: OpenVault, known: RememberedWorkspace | null): string | null {
  return known?.secondPlace ? join(known.secondPlace, `${name} backups`) : null
}

/** Appears whole or not at all. */
async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.${randomBytes(6).toString('hex')}.part`
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
