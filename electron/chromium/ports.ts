// What the Chromium window can do for the core. It has no keychain and no folder dialog: there the
// page shows its own folder browser. Files to read are picked in the browser's own dialog.
import Conf from 'conf'
import type { KeptPreferences } from '../core/kept-preferences.ts'
import { keepPreferences, STORE_OPTIONS } from '../core/kept-preferences.ts'
import type { PathChoice, Ports, PowerEvent } from '../core/ports.ts'
import type { BridgedPage } from './bridge.ts'
import type { ChromiumWindow } from './window.ts'

const PRINT_SECONDS = 30
const TICK = 2_000
/** A timer this late means that the machine slept. */
const SLEPT = 15_000

export function openPreferences(): KeptPreferences {
  const options = { projectName: 'throughline', projectSuffix: '', ...STORE_OPTIONS }
  return keepPreferences(new Conf<Record<string, unknown>>(options))
}

export interface Desk {
  readonly opening: Promise<ChromiumWindow>
  /** The same page without a window. */
  openHidden(): Promise<ChromiumWindow>
  readonly kept: KeptPreferences
}

export function chromiumPorts({ opening, openHidden, kept }: Desk): Ports {
  const browse = () => Promise.resolve({ kind: 'browse' as const })
  return {
    hasKeychain: () => Promise.resolve(false),
    protectSecret: () => Promise.resolve(null),
    revealSecret: () => Promise.resolve(null),
    // It sees its own timers stop while the machine sleeps, and nothing else.
    lockTriggers: () => Promise.resolve(['suspend']),
    openFile: async ({ extensions }) => pickFile((await opening).page, extensions),
    saveFile: browse,
    chooseFolder: browse,
    pdf: async (route) => printRoute(await openHidden(), route),
    readPreferences: async () => kept.read(),
    writePreferences: async (preferences) => kept.write(preferences),
  }
}

/** Opens the browser's file dialog as if the person had clicked a file field; resolves to a File. */
function askForFile(accept: string): Promise<File | null> {
  const field = document.createElement('input')
  field.type = 'file'
  field.accept = accept
  return new Promise((resolve) => {
    field.addEventListener('change', () => resolve(field.files?.[0] ?? null))
    field.addEventListener('cancel', () => resolve(null))
    field.click()
  })
}

async function pickFile(
  { session }: BridgedPage,
  extensions: readonly string[],
): Promise<PathChoice> {
  const accept = extensions.map((extension) => `.${extension}`).join(',')
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(${askForFile.toString()})(${JSON.stringify(accept)})`,
    userGesture: true,
    awaitPromise: true,
  })
  if (!result.objectId) return { kind: 'cancelled' }
  const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId })
  return { kind: 'chosen', path }
}

/** Resolves once the page says that everything on it stands. */
function awaitPrintReady(seconds: number): Promise<boolean> {
  const root = document.documentElement
  return new Promise((resolve) => {
    const look = () => root.dataset['printReady'] !== undefined && resolve(true)
    new MutationObserver(look).observe(root, { attributes: true })
    setTimeout(() => resolve(false), seconds * 1_000)
    look()
  })
}

async function printRoute(window: ChromiumWindow, route: string): Promise<Uint8Array> {
  const { session } = window.page
  try {
    await window.show(`#${route}`)
    const expression = `(${awaitPrintReady.toString()})(${PRINT_SECONDS})`
    const { result } = await session.send('Runtime.evaluate', { expression, awaitPromise: true })
    if (result.value !== true) throw new Error('The page to print never became ready')
    const { data } = await session.send('Page.printToPDF', {
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      preferCSSPageSize: true,
      printBackground: true,
    })
    return Buffer.from(data, 'base64')
  } finally {
    window.close()
    await window.closed
  }
}

/** Without a word from the system, a gap in a timer tells that the machine slept. */
export function watchSleep(
  tell: (event: PowerEvent) => void,
  now: () => number = Date.now,
): NodeJS.Timeout {
  let last = now()
  return setInterval(() => {
    const gap = now() - last
    last = now()
    if (gap < SLEPT) return
    tell('suspend')
    tell('resume')
  }, TICK).unref()
}
