// An installed Chromium as the app's window: one page, no address bar, a profile that lives in memory
// and is gone afterwards. Any other page that appears in it is closed at once. Without a window
// (`headless`) the same thing prints pages, because a hidden page beside the window cannot.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { WindowBounds } from '../../shared/settings/model.ts'
import { makeScratchFolder, removeScratchFolder } from '../core/scratch-folder.ts'
import { bridgePage, ORIGIN, type BridgedPage, type PageDuties } from './bridge.ts'
import { openPipe, type Pipe, type Session } from './pipe.ts'

export interface WindowOptions extends PageDuties {
  readonly browser: string
  readonly bounds?: WindowBounds | null
  readonly headless?: boolean
}

export interface ChromiumWindow {
  readonly page: BridgedPage
  readonly browser: Session
  /** Shows the app at a route; again, should its page ever crash or end up elsewhere. */
  show(route: string): Promise<void>
  bounds(): Promise<WindowBounds>
  close(): void
  /** The window is closed, by whomever, and its profile removed. */
  readonly closed: Promise<void>
}

interface Attached {
  readonly targetId: string
  readonly page: BridgedPage
}

const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  'SpareRendererForSitePerProcess',
  'Translate',
]

const FLAGS = [
  '--remote-debugging-pipe',
  // Else the browser writes what is typed into its session file, to restore it after a crash.
  '--incognito',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--password-store=basic',
  '--use-mock-keychain',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Without it a bar in the window warns of the resolver rules above, which only take away.
  '--test-type',
  '--class=Throughline',
]

/** The browser offers to keep what is typed into forms, passphrases too. It must never ask. */
const NOTHING_KEPT = {
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false, password_manager_leak_detection: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  translate: { enabled: false },
}

export async function openWindow(options: WindowOptions): Promise<ChromiumWindow> {
  const profile = makeProfile()
  const child = startBrowser(options, profile)
  const closed = exitOf(child).then(() => removeScratchFolder(profile))
  const pipe = openPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const browser = pipe.session()
  const main = await Promise.race([attachPage(pipe, options), closed])
  if (!main) throw new Error('The browser ended before it had a window')
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    if (targetId === main.targetId) child.kill()
  })
  await restrict(browser)
  return {
    page: main.page,
    browser,
    closed,
    show: (route) => Promise.race([showApp(main.page.session, `${ORIGIN}/${route}`), closed]),
    close: () => void browser.send('Browser.close').catch(() => child.kill()),
    bounds: () => readBounds(browser, main.targetId),
  }
}

function makeProfile(): string {
  const profile = makeScratchFolder()
  mkdirSync(join(profile, 'Default'), { mode: 0o700 })
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(NOTHING_KEPT))
  return profile
}

function startBrowser({ browser, bounds, headless }: WindowOptions, profile: string): ChildProcess {
  const place = bounds
    ? [
        `--window-position=${bounds.x},${bounds.y}`,
        `--window-size=${bounds.width},${bounds.height}`,
      ]
    : ['--window-size=1280,860']
  const flags = [
    ...FLAGS,
    `--user-data-dir=${profile}`,
    ...place,
    ...(bounds?.maximized ? ['--start-maximized'] : []),
    ...(headless ? ['--headless'] : []),
    // Chromium refuses to sandbox for root; every other person gets the real sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--app=data:text/html,<title>Throughline</title>',
  ]
  // A crash report is a copy of memory, with whatever was typed: none leaves the profile.
  const env = { ...process.env, BREAKPAD_DUMP_LOCATION: profile }
  return spawn(browser, flags, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
}

/** Everything is attached before it runs: the first page is the window, a later one is closed. */
function attachPage(pipe: Pipe, duties: PageDuties): Promise<Attached> {
  const browser = pipe.session()
  const attach = async (targetId: string, session: Session): Promise<Attached> => {
    const bridged = bridgePage(session, targetId, duties)
    letRun(session)
    return { targetId, page: await bridged }
  }
  return new Promise((resolve, reject) => {
    let isFirst = true
    browser.on('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId, type } }) => {
      const session = pipe.session(sessionId)
      if (type === 'page' && isFirst) {
        isFirst = false
        attach(targetId, session).then(resolve, reject)
        return
      }
      letRun(session)
      if (type === 'page') browser.send('Target.closeTarget', { targetId }).catch(() => {})
    })
    const everything = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }
    browser.send('Target.setAutoAttach', everything).catch(reject)
  })
}

function letRun(session: Session): void {
  session.send('Runtime.runIfWaitingForDebugger').catch(() => {})
}

/** What no page may do here, whoever asks. */
function restrict(browser: Session): Promise<unknown> {
  const permissions: ['clipboardSanitizedWrite'] = ['clipboardSanitizedWrite']
  return Promise.all([
    browser.send('Target.setDiscoverTargets', { discover: true }),
    browser.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    // Grants this one and rejects all others.
    browser.send('Browser.grantPermissions', { origin: ORIGIN, permissions }),
  ])
}

async function showApp(session: Session, url: string): Promise<void> {
  const load = () => session.send('Page.navigate', { url }).catch(() => {})
  const loaded = new Promise<void>((resolve) => {
    // The blank page of the start loads too, and is not meant.
    let isOurs = false
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return
      isOurs = frame.url.startsWith(`${ORIGIN}/`)
      if (!isOurs) void load()
    })
    session.on('Page.loadEventFired', () => isOurs && resolve())
  })
  session.on('Inspector.targetCrashed', () => void load())
  await Promise.all([session.send('Inspector.enable'), load(), loaded])
}

async function readBounds(browser: Session, targetId: string): Promise<WindowBounds> {
  const { bounds } = await browser.send('Browser.getWindowForTarget', { targetId })
  const { left = 0, top = 0, width = 1280, height = 860, windowState } = bounds
  return { x: left, y: top, width, height, maximized: windowState === 'maximized' }
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}
