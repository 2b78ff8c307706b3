import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []

/** In memory where there is such a place: syncing costs nothing there. Gone with the test file. */
export function makeMemoryFolder(): string {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = mkdtempSync(join(parent, 'throughline-memory-'))
  made.push(folder)
  return folder
}

// Not at the exit of the process: the test runner ends its processes without one.
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})
