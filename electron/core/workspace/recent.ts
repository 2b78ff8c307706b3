// The workspaces this machine remembers: their folders live in the settings file and never reach the
// window, which names each by a random key.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { recentKey, type RecentKey, type RecentWorkspace } from '../../../shared/workspace/model.ts'
import type {
  Preferences,
  RecentEntry,
  RememberedWorkspace,
} from '../../../shared/settings/model.ts'
import type { CoreContext } from '../context.ts'
import { parseKeyFile } from '../vault/key-file.ts'
import { isKeychainSlot } from '../vault/keychain-slot.ts'
import { inspectFolder, type FolderFacts } from '../vault/inspect.ts'

const MOST = 20
const SUFFIX = '.throughline'

export async function listRecent(core: CoreContext): Promise<RecentWorkspace[]> {
  const { recent, remembered } = await core.preferences.get()
  const hasKeychain = await core.ports.hasKeychain().catch(() => false)
  const known = hasKeychain ? remembered : []
  return recent.map((entry) => describeRecent(entry, known))
}

export async function getRecentFolder(core: CoreContext, key: RecentKey): Promise<string> {
  const { recent } = await core.preferences.get()
  const entry = recent.find((candidate) => candidate.key === key)
  if (!entry) throw new AppError('not-found', { what: 'workspace' })
  return entry.path
}

/** Puts a folder on top of the list, keeping its key if it has one. */
export async function rememberFolder(core: CoreContext, path: string): Promise<RecentKey> {
  const openedAt = core.now()
  const putOnTop = (before: Preferences): Preferences => {
    const known = before.recent.find((entry) => entry.path === path)
    const key = known?.key ?? randomBytes(16).toString('hex')
    const others = before.recent.filter((entry) => entry.path !== path)
    return { ...before, recent: [{ key, path, openedAt }, ...others].slice(0, MOST) }
  }
  // A settings file that cannot be written must not keep a workspace shut: known until the app ends.
  const after = await core.preferences.change(putOnTop).catch(() => core.preferences.get())
  return recentKey.parse(after.recent.find((entry) => entry.path === path)?.key)
}

export async function forgetRecent(core: CoreContext, key: RecentKey): Promise<void> {
  await core.preferences.change((before) => ({
    ...before,
    recent: before.recent.filter((entry) => entry.key !== key),
  }))
}

/** The person pointed at the folder a remembered workspace moved to. */
export async function moveRecent(
  core: CoreContext,
  key: RecentKey,
  path: string,
): Promise<RecentWorkspace> {
  checkIsWorkspace(path)
  const change = (entry: RecentEntry) => (entry.key === key ? { ...entry, path } : entry)
  const after = await core.preferences.change((before) => ({
    ...before,
    recent: before.recent
      .filter((entry) => entry.key === key || entry.path !== path)
      .map((entry) => change(entry)),
  }))
  const moved = after.recent.find((entry) => entry.key === key)
  if (!moved) throw new AppError('not-found', { what: 'workspace' })
  return describeRecent(moved, [])
}

export async function findWorkspace(core: CoreContext, path: string): Promise<RecentWorkspace> {
  checkIsWorkspace(path)
  const key = await rememberFolder(core, path)
  const found = (await listRecent(core)).find((recent) => recent.key === key)
  if (!found) throw new AppError('not-found', { what: 'workspace' })
  return found
}

function checkIsWorkspace(path: string): void {
  const { problem } = inspectFolder(path)
  // One whose file is gone but whose keys or backups are there can be restored.
  if (!existsSync(path) || problem === 'not-a-workspace') {
    throw new AppError('not-a-workspace', { name: basename(path) })
  }
}

function describeRecent(
  entry: RecentEntry,
  known: readonly RememberedWorkspace[],
): RecentWorkspace {
  const { bytes, problem, wid } = inspectIfAny(entry.path)
  const keys = known.find((remembered) => remembered.wid === wid)?.keys ?? ''
  return {
    key: recentKey.parse(entry.key),
    name: basename(entry.path, SUFFIX),
    where: dirname(entry.path),
    openedAt: entry.openedAt,
    bytes,
    missing: problem === 'workspace-missing' || problem === 'not-a-workspace',
    keychain: hasKeychainSlot(keys),
  }
}

/** One folder that cannot be looked into (a drive that is gone, rights taken away) hides no other. */
function inspectIfAny(path: string): Pick<FolderFacts, 'bytes' | 'problem' | 'wid'> {
  try {
    return inspectFolder(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { bytes: 0, problem: 'workspace-missing' }
    throw error
  }
}

function hasKeychainSlot(keys: string): boolean {
  return parseKeyFile(Buffer.from(keys))?.slots.some(isKeychainSlot) ?? false
}
