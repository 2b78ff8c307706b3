// File-system locks are not trusted: network drives and sync folders grant them to everybody. A lock
// file with a token says who writes; the token is compared before each commit. It is taken over only
// from a process that is known to be gone, or whose heartbeat stopped on another machine.
import {
  linkSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError } from '../files/write-safely.ts'
import type { WorkspaceFolder } from './folder.ts'
import { findFacts } from './header.ts'
import {
  describeThisProcess,
  isThisProcess,
  judgeOwner,
  readLockNote,
  type LockNote,
} from './lock-note.ts'

const BEAT_MILLISECONDS = 5_000
/** Long enough for a vacuum or a sleepy network drive; the owner is asked first on one machine. */
export const STALE_MILLISECONDS = 120_000
/** A lock file without content: its writer was stopped between making and filling it. */
const UNFINISHED_MILLISECONDS = 10_000

export interface HeldLock {
  /** Lock file and stat only, as it runs before each commit. */
  check(): void
  release(): void
  /** From now on the file of this identity is the one that may be written. */
  guard(identity: string): void
}

export interface LockTools {
  now(): string
  randomBytes(length: number): Uint8Array
  /** The core before this one ended in this same process: what it held is nobody's now. */
  readonly afterStop?: boolean
}

/** Of this thread: another thread of the process has a list of its own. */
const heldHere = new Set<string>()
/** Given up here, though the file may still be there: its folder was moved, or it could not be removed. */
const releasedHere = new Set<string>()

export function takeLock(place: WorkspaceFolder, tools: LockTools): HeldLock {
  const token = Buffer.from(tools.randomBytes(16)).toString('hex')
  const note: LockNote = { token, ...describeThisProcess(), since: tools.now() }
  const text = JSON.stringify(note)
  removeStaleLock(place, tools)
  try {
    placeWhole(place.lock, { text, token })
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw describeOwner(place)
    throw describeDiskError(error, place.name)
  }
  return holdLock(place, token, text)
}

/** Appears with its content or not at all, and never over one that is there. */
function placeWhole(path: string, { text, token }: { text: string; token: string }): void {
  const draft = `${path}.${token.slice(0, 8)}.new`
  const options = { flag: 'wx', mode: 0o600, flush: true } as const
  try {
    writeFileSync(draft, text, options)
    linkSync(draft, path)
  } catch (error) {
    // FAT drives know no links. There, a stop in the wrong moment leaves an empty lock file for a while.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].some((code) => hasCode(error, code)))
      throw error
    writeFileSync(path, text, options)
  } finally {
    // One left behind is no harm; failing here would leave a lock that nobody holds.
    ignoreDiskErrors(() => rmSync(draft, { force: true }))
  }
}

function holdLock(place: WorkspaceFolder, token: string, text: string): HeldLock {
  let guarded: string | null = null
  const isOurs = () => readLockNote(place.lock)?.token === token
  const beat = () => {
    // Same bytes into the file that is there, never a new file: only its time moves.
    if (isOurs()) ignoreDiskErrors(() => writeFileSync(place.lock, text, { flag: 'r+' }))
  }
  const timer = setInterval(beat, BEAT_MILLISECONDS).unref()
  heldHere.add(token)
  return {
    guard: (identity) => (guarded = identity),
    check: () => {
      const found = findFacts(place.database)
      // Moved, unplugged or removed: nobody else has it, and it may come back.
      if (guarded !== null && !found) throw new AppError('workspace-gone', { name: place.name })
      const replaced = guarded !== null && found?.identity !== guarded
      if (replaced || !isOurs()) throw new AppError('workspace-taken-over', { name: place.name })
    },
    release: () => {
      clearInterval(timer)
      heldHere.delete(token)
      releasedHere.add(token)
      if (isOurs()) ignoreDiskErrors(() => rmSync(place.lock))
    },
  }
}

/** For who only reads and so takes no lock: somebody is writing right now. */
export function refuseWhileHeld(place: WorkspaceFolder): void {
  const note = readLockNote(place.lock)
  if (note && judgeOwner(note) === 'alive') throw describeOwner(place)
}

function removeStaleLock(place: WorkspaceFolder, tools: LockTools): void {
  const text = readText(place.lock)
  if (text === null) return
  const note = readLockNote(place.lock)
  if (!isLeftBehind(note, tools) && !isStale(place, note)) throw describeOwner(place)
  const aside = `${place.lock}.${process.pid}.stale`
  try {
    renameSync(place.lock, aside)
  } catch (error) {
    // Somebody else was quicker: the lock is theirs to take.
    if (hasCode(error, 'ENOENT')) return
    throw describeDiskError(error, place.name)
  }
  const taken = readText(aside)
  if (taken === text) return rmSync(aside, { force: true })
  // Between reading and moving, another process had already taken it over: give it back.
  renameSync(aside, place.lock)
  throw describeOwner(place)
}

/** The process lives, but the thread that wrote this in it does not, or has long given it up. */
function isLeftBehind(note: LockNote | null, { afterStop }: LockTools): boolean {
  if (note === null || !isThisProcess(note)) return false
  return releasedHere.has(note.token) || (afterStop === true && !heldHere.has(note.token))
}

function isStale(place: WorkspaceFolder, note: LockNote | null): boolean {
  const owner = note && judgeOwner(note)
  if (owner === 'alive') return false
  if (owner === 'dead') return true
  return ageOnDisk(place) > (note ? STALE_MILLISECONDS : UNFINISHED_MILLISECONDS)
}

/** By the clock of the file system, as two machines' clocks differ. */
function ageOnDisk(place: WorkspaceFolder): number {
  const written = statSync(place.lock, { throwIfNoEntry: false })?.mtimeMs
  if (written === undefined) return Infinity
  try {
    const probe = mkdtempSync(join(place.folder, '.clock-'))
    const now = statSync(probe).mtimeMs
    rmSync(probe, { recursive: true })
    return now - written
  } catch (error) {
    throw describeDiskError(error, place.name)
  }
}

function describeOwner(place: WorkspaceFolder): AppError {
  const since = readLockNote(place.lock)?.since ?? ''
  return new AppError('workspace-in-use', { name: place.name, since })
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** A lost heartbeat or a lock file left behind is no harm: the next owner judges it by its note. */
function ignoreDiskErrors(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
