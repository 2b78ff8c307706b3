import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { chromiumPorts } from '../../../electron/chromium/ports.ts'
import { runCore } from '../../../electron/core/core-process.ts'
import { startCoreThread } from '../../../electron/core/core-thread.ts'
import { keepPreferences } from '../../../electron/core/kept-preferences.ts'
import { openSmallWindow } from '../../support/chromium-window.ts'
import { FAST_KEYS } from '../../support/fast-keys.ts'
import { waitUntil } from '../../support/wait-until.ts'

async function openWithCore() {
  const opened = await openSmallWindow()
  const { window, openHidden, onSaid, run } = opened
  const documents = mkdtempSync(join(tmpdir(), 'throughline-core-'))
  const kept = keepPreferences({ store: {} })
  const core = runCore({
    start: (afterStop) => startCoreThread({ documents, kdf: FAST_KEYS, afterStop }),
    ports: chromiumPorts({ opening: Promise.resolve(window), openHidden, kept }),
    toPage: (text) => window.page.deliver(text),
    onHopeless: () => expect.unreachable('the core did not start'),
  })
  onSaid((text, sender) => core.fromPage(text, sender))
  onTestFinished(() => core.close())
  const ask = (id: number) => run(`say('{"id":${id},"operation":"workspace.state"}')`)
  const hears = (text: string) =>
    waitUntil(async () => (await run<string[]>('heard')).includes(text))
  return { core, ask, hears }
}

const closedReply = (id: number) => `{"id":${id},"reply":{"ok":true,"value":{"kind":"closed"}}}`

it('the page in the Chromium window talks to the real core, and to a fresh one after a crash', async () => {
  const { core, ask, hears } = await openWithCore()
  await ask(1)
  await hears(closedReply(1))
  core.kill()
  await hears('{"event":{"kind":"locked","reason":"core-stopped"}}')
  await ask(2)
  await hears(closedReply(2))
})

it('the core locks when the window closes and ends by itself', async () => {
  const { core, ask, hears } = await openWithCore()
  await ask(1)
  await hears(closedReply(1))
  const started = performance.now()
  await core.close()
  expect(performance.now() - started).toBeLessThan(2_000)
})
