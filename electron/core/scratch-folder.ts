// A private folder for what a window leaves behind: in memory where the system offers it, removed at
// the end, and removed at the next start if the process was killed before it could.
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const NAME = /^throughline-scratch-(\d+)-/
const LEAST_BYTES = 256 * 1024 * 1024

export function makeScratchFolder(): string {
  const parent = scratchParent()
  sweep(parent)
  // mkdtemp makes it 0700.
  return mkdtempSync(join(parent, `throughline-scratch-${process.pid}-`))
}

export function removeScratchFolder(folder: string): void {
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
    if (pid && !isRunning(Number(pid))) removeScratchFolder(join(parent, name))
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
