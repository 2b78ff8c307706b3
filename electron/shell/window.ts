// The window: one frozen set of preferences, and no way for a page to leave, open, download or be
// allowed anything beyond writing to the clipboard.
import { app, BrowserWindow, screen, session, type Session, type WebContents } from 'electron'
import { fileURLToPath } from 'node:url'
import type { WindowBounds } from '../../shared/settings/model.ts'

/** Not `persist:`: the session lives in memory and leaves nothing on disk. */
export const PARTITION = 'throughline'

export const WEB_PREFERENCES = Object.freeze({
  partition: PARTITION,
  preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  plugins: false,
  webgl: false,
  enableWebSQL: false,
})

export function createWindow(bounds: WindowBounds | null): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...clampBounds(bounds, areas),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Throughline',
    webPreferences: WEB_PREFERENCES,
  })
  // The title names neither workspace nor person.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => {
    if (bounds?.maximized) window.maximize()
    window.show()
  })
  return window
}

/** The same page without a window, for printing. */
export function createHiddenWindow(): BrowserWindow {
  return new BrowserWindow({ show: false, webPreferences: WEB_PREFERENCES })
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const START: Area = { x: Number.NaN, y: Number.NaN, width: 1280, height: 860 }

/** Where the window was, moved and shrunk into a display that is still there. */
export function clampBounds(bounds: WindowBounds | null, areas: readonly Area[]): Partial<Area> {
  const { x, y, width, height } = bounds ?? START
  const shared = (area: Area) =>
    Math.max(0, Math.min(x + width, area.x + area.width) - Math.max(x, area.x)) *
    Math.max(0, Math.min(y + height, area.y + area.height) - Math.max(y, area.y))
  const home = areas.toSorted((a, b) => shared(b) - shared(a))[0]
  if (!home) return { width, height }
  const size = { width: Math.min(width, home.width), height: Math.min(height, home.height) }
  if (!bounds || shared(home) === 0) return size
  return {
    ...size,
    x: Math.min(Math.max(x, home.x), home.x + home.width - size.width),
    y: Math.min(Math.max(y, home.y), home.y + home.height - size.height),
  }
}

/** Holds for every page that this process will ever have. */
export function guardPages(): Session {
  const ours = session.fromPartition(PARTITION)
  for (const every of [ours, session.defaultSession]) restrict(every)
  app.on('web-contents-created', (_event, contents) => guard(contents))
  return ours
}

function restrict(every: Session): void {
  const isAllowed = (permission: string) => permission === 'clipboard-sanitized-write'
  every.setPermissionCheckHandler((_contents, permission) => isAllowed(permission))
  every.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isAllowed(permission)),
  )
  every.setDevicePermissionHandler(() => false)
  every.setSpellCheckerEnabled(false)
  every.on('will-download', (event) => event.preventDefault())
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
