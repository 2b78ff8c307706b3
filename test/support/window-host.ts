// The whole app in its Chromium window, without a display: the real page, the real core, a settings
// file and a profile on disk. Driven by what a person sees: labels and the words on buttons.
import { join } from 'node:path'
import { findBrowser } from '../../electron/chromium/find.mjs'
import { chromiumPorts, openPreferences } from '../../electron/chromium/ports.ts'
import { openWindow, type ChromiumWindow } from '../../electron/chromium/window.ts'
import { runCore } from '../../electron/core/core-process.ts'
import { startCoreThread } from '../../electron/core/core-thread.ts'
import { readPageFiles } from '../../electron/core/page-files.ts'
import { rendererFolder } from '../../electron/core/places.ts'
import { FAST_KEYS } from './fast-keys.ts'
import { waitUntil } from './wait-until.ts'

export interface Driver {
  run<T>(expression: string): Promise<T>
  fill(label: string, text: string): Promise<void>
  press(words: string): Promise<void>
  sees(words: string): Promise<void>
}

export interface WindowHost extends Driver {
  close(): Promise<void>
}

export async function startWindowHost(home: string, shown = false): Promise<WindowHost> {
  const browser = findBrowser()
  if (!browser) throw new Error('No browser on this machine')
  process.env['XDG_CONFIG_HOME'] = join(home, 'config')
  const files = readPageFiles(rendererFolder())
  const open = (headless: boolean) =>
    openWindow({
      browser,
      files,
      headless,
      fromPage: (text, sender) => core.fromPage(text, sender),
    })
  const opening = open(!shown)
  const core = runCore({
    start: () => startCoreThread({ documents: join(home, 'documents'), kdf: FAST_KEYS }),
    ports: chromiumPorts({ opening, openHidden: () => open(true), kept: openPreferences() }),
    toPage: (text) => void opening.then(({ page }) => page.deliver(text)),
    onHopeless: () => {},
  })
  const window = await opening
  await window.show('')
  return {
    ...drive(window),
    close: async () => {
      window.close()
      await window.closed
      await core.close()
    },
  }
}

function drive(window: ChromiumWindow): Driver {
  const { session } = window.page
  const run = async <T>(expression: string): Promise<T> => {
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', asked)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
    return result.value as T
  }
  const act = (find: string, then: string) =>
    waitUntil(() => run<boolean>(`(() => { const it = ${find}; it?.${then}; return !!it })()`))
  const words = JSON.stringify
  return {
    run,
    fill: async (label, text) => {
      const fields = `[...document.querySelectorAll('input, textarea')]`
      await act(
        `${fields}.find((one) => one.labels?.[0]?.textContent.trim() === ${words(label)})`,
        'focus()',
      )
      await session.send('Input.insertText', { text })
    },
    press: (name) =>
      act(
        `[...document.querySelectorAll('button:not([disabled]), a, label')].find((one) => one.textContent.trim().startsWith(${words(name)}))`,
        'click()',
      ),
    sees: (text) =>
      waitUntil(() => run<boolean>(`document.body?.textContent.includes(${words(text)})`)),
  }
}
