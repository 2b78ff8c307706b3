// The three things a host does for its page, said with Playwright: serve it, give it the bridge, watch.
import type { BrowserContext, Frame, Page } from 'playwright/test'
import { installBridge } from '../../electron/chromium/bridge.ts'
import { findPageFile, type PageFiles } from '../../electron/core/page-files.ts'
import type { Sender } from '../../electron/core/wire.ts'

export const ORIGIN = 'https://app.invalid'

export interface Watched {
  /** Errors the page wrote or threw. */
  readonly errors: string[]
  /** What the content policy stopped. */
  readonly violations: string[]
  /** Requests for anything that is not a file of the page. */
  readonly foreign: string[]
}

export async function servePage(
  context: BrowserContext,
  files: PageFiles,
  { foreign }: Watched,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = route.request().url()
    const file = findPageFile(files, ORIGIN, url.replace(/#.*$/, ''))
    if (file) return route.fulfill({ status: 200, headers: file.headers, body: file.body })
    foreign.push(url)
    return route.abort('blockedbyclient')
  })
}

export async function watchPage(context: BrowserContext): Promise<Watched> {
  const watched: Watched = { errors: [], violations: [], foreign: [] }
  await context.exposeBinding('__violation', (_source, text: string) => {
    watched.violations.push(text)
  })
  await context.addInitScript(() => {
    const holder = globalThis as unknown as { __violation?: (text: string) => void }
    const tell = holder.__violation
    delete holder.__violation
    document.addEventListener('securitypolicyviolation', (event) =>
      tell?.(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  context.on('console', (message) => {
    if (message.type() === 'error') watched.errors.push(message.text())
  })
  context.on('weberror', (error) => watched.errors.push(String(error.error())))
  return watched
}

/** Puts the bridge into every page before its code runs; returns the way back. */
export async function exposeBridge(
  context: BrowserContext,
  fromPage: (text: string, sender: Sender) => void,
): Promise<(text: string) => void> {
  await context.exposeBinding('__send', ({ frame, page }, text: string) =>
    fromPage(text, describeSender(frame, page)),
  )
  await context.addInitScript(`(${installBridge.toString()})('__send', '__deliver')`)
  // One after the other: a page hears in the order the core spoke.
  let turn = Promise.resolve()
  return (text) => {
    turn = turn.then(async () => {
      await Promise.all(context.pages().map((page) => deliverTo(page, text)))
    })
  }
}

async function deliverTo(page: Page, text: string): Promise<void> {
  try {
    await page.evaluate((said) => {
      const { __deliver } = globalThis as unknown as { __deliver: (text: string) => void }
      __deliver(said)
    }, text)
  } catch (error) {
    // A page on its way out hears nothing more; anything else is a fault of the test.
    if (!/closed|destroyed|navigat|ended|__deliver is not/i.test(String(error))) throw error
  }
}

function describeSender(frame: Frame, page: Page): Sender {
  const url = frame.url()
  const origin = URL.canParse(url) ? new URL(url).origin : 'null'
  return { origin, topFrame: frame === page.mainFrame(), knownWindow: true }
}
