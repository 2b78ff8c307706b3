// A private folder for what a window leaves behind: in memory where the system offers it, removed at
// the end, and removed at the next start if the process was killed before it could.
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const NAME = /^throughline-scratch-(\d+)-/
const LAST_WRITES = 100
const LEAST_BYTES = 256 * 1024 * 1024

export function makeScratchFolder(): string {
  const parent = scratchParent()
  sweep(parent)
  // mkdtemp makes it 0700.
  return mkdtempSync(join(parent, `throughline-scratch-${process.pid}-`))
}

/** Looks again, because a child of the ended program may still write a last file. */
export async function removeScratchFolder(folder: string): Promise<void> {
  do {
    remove(folder)
    await wait(LAST_WRITES)
  } while (existsSync(folder))
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

function scratchParent(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > LEAST_BYTES ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir() // this system has no such place
  }
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1]
    if (pid && !isRunning(Number(pid))) remove(join(parent, name))
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
