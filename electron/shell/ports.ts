// What Electron can do for the core: native dialogs, the system's keychain, printing, the settings
// file, and word of the machine going to sleep or being locked.
import {
  app,
  dialog,
  powerMonitor,
  safeStorage,
  type BrowserWindow,
  type OpenDialogOptions,
} from 'electron'
import ElectronStore from 'electron-store'
import { setTimeout as wait } from 'node:timers/promises'
import type { KeptPreferences } from '../core/kept-preferences.ts'
import { keepPreferences, STORE_OPTIONS } from '../core/kept-preferences.ts'
import type { LockTrigger } from '../../shared/settings/model.ts'
import type { PathChoice, Ports, PowerEvent } from '../core/ports.ts'
import { ORIGIN } from './protocol.ts'

const PRINT_SECONDS = 30
const LOOK_AGAIN = 50

export interface Desk {
  /** The window that dialogs belong to. */
  readonly window: () => BrowserWindow
  /** A page without a window, known to the core. */
  readonly openHidden: () => BrowserWindow
  readonly kept: KeptPreferences
}

export function openPreferences(): KeptPreferences {
  return keepPreferences(new ElectronStore<Record<string, unknown>>({ ...STORE_OPTIONS }))
}

export function shellPorts({ window, openHidden, kept }: Desk): Ports {
  return {
    hasKeychain,
    protectSecret,
    revealSecret,
    lockTriggers: () => Promise.resolve(listLockTriggers(process.platform)),
    openFile: ({ extensions }) =>
      choosePath(window(), {
        properties: ['openFile'],
        filters: [{ name: 'Files', extensions: [...extensions] }],
      }),
    chooseFolder: () => choosePath(window(), { properties: ['openDirectory', 'createDirectory'] }),
    saveFile: async ({ suggestedName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        defaultPath: suggestedName,
      })
      return toChoice(canceled ? undefined : filePath)
    },
    pdf: (route) => printRoute(openHidden(), route),
    readPreferences: async () => kept.read(),
    writePreferences: async (preferences) => kept.write(preferences),
  }
}

async function choosePath(window: BrowserWindow, options: OpenDialogOptions): Promise<PathChoice> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
  return toChoice(canceled ? undefined : filePaths[0])
}

function toChoice(path: string | undefined): PathChoice {
  return path ? { kind: 'chosen', path } : { kind: 'cancelled' }
}

/** Linux without a keychain would "encrypt" with a key that everybody knows: that is none. */
async function hasKeychain(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return (
    process.platform !== 'linux' ||
    !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  )
}

async function protectSecret(secret: Uint8Array): Promise<Uint8Array | null> {
  if (!(await hasKeychain())) return null
  return safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'))
}

async function revealSecret(sealed: Uint8Array): Promise<Uint8Array | null> {
  if (!(await hasKeychain())) return null
  const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed))
  return Buffer.from(result, 'base64')
}

async function printRoute(hidden: BrowserWindow, route: string): Promise<Uint8Array> {
  const { webContents } = hidden
  const isReady = 'document.documentElement.dataset.printReady !== undefined'
  try {
    await hidden.loadURL(`${ORIGIN}/#${route}`)
    const end = Date.now() + PRINT_SECONDS * 1_000
    while ((await webContents.executeJavaScript(isReady)) !== true) {
      if (Date.now() > end) throw new Error('The page to print never became ready')
      await wait(LOOK_AGAIN)
    }
    return await webContents.printToPDF({
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      preferCSSPageSize: true,
      printBackground: true,
    })
  } finally {
    hidden.destroy()
  }
}

/** As Electron documents which system sends which event. */
export function listLockTriggers(platform: NodeJS.Platform): LockTrigger[] {
  if (platform === 'darwin') return ['suspend', 'screen-locked', 'user-switched']
  return platform === 'win32' ? ['suspend', 'screen-locked'] : ['suspend']
}

export function watchPower(tell: (event: PowerEvent) => void): void {
  powerMonitor.on('suspend', () => tell('suspend'))
  powerMonitor.on('resume', () => tell('resume'))
  powerMonitor.on('lock-screen', () => tell('screen-locked'))
  powerMonitor.on('user-did-resign-active', () => tell('user-switched'))
}

export function documentsPath(): string {
  return app.getPath('documents')
}
