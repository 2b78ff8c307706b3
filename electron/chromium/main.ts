// The app in an installed Chromium: the core in a thread, the page in a window, this file between.
import { setTimeout as wait } from 'node:timers/promises'
import type { WindowBounds } from '../../shared/settings/model.ts'
import { runCore } from '../core/core-process.ts'
import { startCoreThread } from '../core/core-thread.ts'
import type { KeptPreferences } from '../core/kept-preferences.ts'
import { readPageFiles } from '../core/page-files.ts'
import { documentsFolder, rendererFolder } from '../core/places.ts'
import { makeProcessPrivate } from '../core/private-process.ts'
import { findBrowser } from './find.mjs'
import { chromiumPorts, openPreferences, watchSleep } from './ports.ts'
import { openWindow, type ChromiumWindow, type WindowOptions } from './window.ts'

const LOOK_AT_BOUNDS = 3_000

async function main(browser: string): Promise<void> {
  makeProcessPrivate()
  const kept = openPreferences()
  const files = readPageFiles(rendererFolder())
  const windows = new Set<ChromiumWindow>()
  const open = async (more: Pick<WindowOptions, 'bounds' | 'headless'>) => {
    const fromPage: WindowOptions['fromPage'] = (text, sender) => core.fromPage(text, sender)
    const window = await openWindow({ browser, files, fromPage, ...more })
    windows.add(window)
    void window.closed.then(() => windows.delete(window))
    return window
  }
  const opening = open({ bounds: kept.read().window })
  const core = runCore({
    start: (afterStop) => startCoreThread({ documents: documentsFolder(), afterStop }),
    ports: chromiumPorts({ opening, kept, openHidden: () => open({ headless: true }) }),
    toPage: (text) => {
      for (const { page } of windows) page.deliver(text)
    },
    onHopeless: () => fail('The core did not start.'),
  })
  const window = await opening
  await window.show('')
  process.stdout.write('Throughline is open.\n')
  watchSleep((event) => core.power(event))
  void rememberBounds(window, kept)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => window.close())
  }
  // Started by another process: the window does not outlive it.
  process.once('disconnect', () => window.close())
  await window.closed
  await core.close()
  process.exit(0)
}

async function rememberBounds(window: ChromiumWindow, kept: KeptPreferences): Promise<never> {
  let last: WindowBounds | null = null
  for (;;) {
    await wait(LOOK_AT_BOUNDS, undefined, { ref: false })
    const now = await window.bounds().catch(() => last)
    if (now && JSON.stringify(now) !== JSON.stringify(last)) kept.rememberWindow(now)
    last = now
  }
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const browser = findBrowser()
if (!browser) fail('No Chrome, Chromium or Edge is installed on this machine.')
await main(browser).catch((error: unknown) => fail(String(error)))
