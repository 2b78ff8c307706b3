// Playwright as a third host: the real core in its worker thread, the built page with the headers of
// every other host, the same bridge. Each test gets a window of its own with an own empty home. At the
// end a test fails if the page broke its policy, asked for anything foreign or wrote an error.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type BrowserContext, type Page } from 'playwright/test'
import type { RunningCore } from '../../electron/core/core-process.ts'
import { runCore } from '../../electron/core/core-process.ts'
import { startCoreThread } from '../../electron/core/core-thread.ts'
import { readPageFiles } from '../../electron/core/page-files.ts'
import { rendererFolder } from '../../electron/core/places.ts'
import type { PathChoice, Ports } from '../../electron/core/ports.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/settings/model.ts'
import { FAST_KEYS } from './fast-keys.ts'
import { exposeBridge, ORIGIN, servePage, watchPage, type Watched } from './page-host.ts'

export { expect }

export interface AppWindow extends Watched {
  readonly page: Page
  /** An empty folder: new workspaces go to `documents` in it. */
  readonly home: string
  readonly core: RunningCore
  readonly preferences: { current: Preferences }
  /** What the next file or folder dialog answers; without it the page shows its own browser. */
  choose(choice: PathChoice): void
  /** Lets time pass for the core: idle locks, waits and dates. */
  passMinutes(minutes: number): void
  /** Leaves to the test what would fail it otherwise: errors written, policy broken. */
  expectTrouble(): void
}

export interface AppOptions {
  /** The folder of the page; the built one unless a test brings its own. */
  readonly pageFolder: string
  readonly ports: Partial<Ports>
}

export const test = base.extend<AppOptions & { app: AppWindow }>({
  pageFolder: [rendererFolder(), { option: true }],
  ports: [{}, { option: true }],
  app: async ({ context, page, pageFolder, ports }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'throughline-test-'))
    const watched = await watchPage(context)
    await servePage(context, readPageFiles(pageFolder), watched)
    const clockAhead = new Float64Array(new SharedArrayBuffer(8))
    const preferences = { current: DEFAULT_PREFERENCES }
    const choices: PathChoice[] = []
    const deliver = await exposeBridge(context, (text, sender) => core.fromPage(text, sender))
    const core = runCore({
      start: (afterStop) =>
        startCoreThread({
          documents: join(home, 'documents'),
          kdf: FAST_KEYS,
          clockAhead,
          housekeeping: false,
          afterStop,
        }),
      ports: { ...testPorts(context, preferences, choices), ...ports },
      toPage: deliver,
      onHopeless: () => watched.errors.push('the core did not start'),
    })
    let trouble = false
    await page.goto(`${ORIGIN}/`)
    await use({
      ...watched,
      page,
      home,
      core,
      preferences,
      choose: (choice) => choices.push(choice),
      passMinutes: (minutes) => (clockAhead[0] = (clockAhead[0] ?? 0) + minutes * 60_000),
      expectTrouble: () => (trouble = true),
    })
    await core.close()
    await rm(home, { recursive: true, force: true })
    if (!trouble) expect(watched).toEqual({ errors: [], violations: [], foreign: [] })
  },
})

function testPorts(
  context: BrowserContext,
  preferences: { current: Preferences },
  choices: PathChoice[],
): Ports {
  const choose = () => Promise.resolve(choices.shift() ?? { kind: 'browse' as const })
  return {
    hasKeychain: () => Promise.resolve(false),
    protectSecret: () => Promise.resolve(null),
    revealSecret: () => Promise.resolve(null),
    lockTriggers: () => Promise.resolve(['suspend', 'screen-locked', 'user-switched']),
    openFile: choose,
    saveFile: choose,
    chooseFolder: choose,
    pdf: (route) => printRoute(context, route),
    readPreferences: () => Promise.resolve(preferences.current),
    writePreferences: async (next) => void (preferences.current = next),
  }
}

async function printRoute(context: BrowserContext, route: string): Promise<Uint8Array> {
  const page = await context.newPage()
  try {
    await page.goto(`${ORIGIN}/#${route}`)
    await page.waitForFunction(() => 'printReady' in document.documentElement.dataset)
    return await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true })
  } finally {
    await page.close()
  }
}
