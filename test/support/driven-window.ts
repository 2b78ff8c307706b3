// A window host of this process in a home of its own, gone with the test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startWindowHost, type Driver } from './window-host.ts'

export interface DrivenWindow extends Driver {
  /** Settings, documents and everything else a person keeps. */
  readonly home: string
}

export async function openDrivenWindow(): Promise<DrivenWindow> {
  const home = mkdtempSync(join(tmpdir(), 'throughline-driven-'))
  const { close, ...window } = await startWindowHost(home)
  onTestFinished(async () => {
    await close()
    rmSync(home, { recursive: true, force: true })
  })
  return { home, ...window }
}
