// How long the Chromium window takes to stand, and one question to the real core and back:
// node test/bench/shell.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../../electron/chromium/find.mjs'
import { chromiumPorts } from '../../electron/chromium/ports.ts'
import { openWindow, type ChromiumWindow } from '../../electron/chromium/window.ts'
import { runCore } from '../../electron/core/core-process.ts'
import { startCoreThread } from '../../electron/core/core-thread.ts'
import { keepPreferences } from '../../electron/core/kept-preferences.ts'
import { readPageFiles } from '../../electron/core/page-files.ts'
import { SMALL_PAGE } from '../support/small-page.ts'

const CALLS = 500

const timeCalls = `(async () => {
  const times = []
  for (let id = 1; id <= ${CALLS}; id += 1) {
    const before = heard.length
    const started = performance.now()
    say('{"id":' + id + ',"operation":"workspace.state"}')
    while (heard.length === before) await new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0) })
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)
})()`

const browser = findBrowser()
if (!browser) throw new Error('No browser on this machine')
const documents = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
const started = performance.now()
const opening: Promise<ChromiumWindow> = openWindow({
  browser,
  headless: !process.env['DISPLAY'],
  files: readPageFiles(SMALL_PAGE),
  fromPage: (text, sender) => core.fromPage(text, sender),
})
const core = runCore({
  start: (afterStop) => startCoreThread({ documents, afterStop }),
  ports: chromiumPorts({
    opening,
    openHidden: () => opening,
    kept: keepPreferences({ store: {} }),
  }),
  toPage: (text) => void opening.then(({ page }) => page.deliver(text)),
  onHopeless: () => process.exit(1),
})
const window = await opening
await window.show('')
const ready = performance.now() - started
const { result } = await window.page.session.send('Runtime.evaluate', {
  expression: timeCalls,
  awaitPromise: true,
  returnByValue: true,
})
const times = result.value as number[]
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2)
console.log(`window ready ${ready.toFixed(0)} ms, call median ${at(0.5)} ms, 95 % ${at(0.95)} ms`)
window.close()
await window.closed
await core.close()
rmSync(documents, { recursive: true, force: true })
