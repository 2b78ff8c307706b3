// What a lock file says: which process on which machine holds the workspace. Whether that process
// still lives is asked of the system where it can tell, and of the heartbeat where it cannot.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from '../../../shared/kit/schema.ts'

const lockNote = z.strictObject({
  token: z.string().regex(/^[0-9a-f]{32}$/),
  pid: z.number().int().positive(),
  /** When the process began, so that a process id used again is not taken for the first owner. */
  began: z.string().max(64),
  host: z.string().max(255),
  boot: z.string().max(64),
  since: z.string().max(40),
})
export type LockNote = z.infer<typeof lockNote>

export function describeThisProcess(): Pick<LockNote, 'pid' | 'began' | 'host' | 'boot'> {
  return {
    pid: process.pid,
    began: findProcessStart(process.pid) ?? '',
    host: hostname(),
    boot: readBootId(),
  }
}

/** Null: there is none, or it cannot be read as one (its writer was stopped while writing it). */
export function readLockNote(path: string): LockNote | null {
  try {
    return lockNote.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

export function isThisProcess(note: LockNote): boolean {
  return isSameMachine(note) && note.pid === process.pid && note.began === ownStart()
}

/** `unknown`: it ran on another machine, or this system cannot tell one process from a later one. */
export function judgeOwner(note: LockNote): 'alive' | 'dead' | 'unknown' {
  if (note.host !== hostname()) return 'unknown'
  if (note.boot !== readBootId()) return 'dead'
  if (!isRunning(note.pid)) return 'dead'
  const start = findProcessStart(note.pid)
  if (start === null) return 'unknown'
  return start === note.began ? 'alive' : 'dead'
}

function isSameMachine(note: LockNote): boolean {
  return note.host === hostname() && note.boot === readBootId()
}

function ownStart(): string {
  return findProcessStart(process.pid) ?? ''
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Clock ticks since boot at which a process began: Linux only, null elsewhere. */
function findProcessStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return ''
  }
}
