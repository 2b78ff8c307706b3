// Electron's main process without its binary: records what it is told and lets a test speak as the
// system would. Loaded in place of `electron` by `electron-hooks.ts`; typed by electron.d.ts.
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

export interface Recorded {
  readonly what: string
  readonly with: readonly unknown[]
}

export const recorded: Recorded[] = []
/** Answers that a test prepares: by the name of what is called. */
export const answers = new Map<string, unknown>()

function record(what: string) {
  return (...args: unknown[]) => {
    recorded.push({ what, with: args })
    return answers.get(what)
  }
}

type Handler = (...args: never[]) => unknown
/** Handlers that the app set, by name. */
export const handlers = new Map<string, Handler>()

function keep(name: string) {
  return (...args: unknown[]) => {
    handlers.set(name, args.at(-1) as Handler)
    recorded.push({ what: name, with: args })
  }
}

function makeSession(name: string) {
  return Object.assign(new EventEmitter(), {
    protocol: { handle: keep(`${name}.protocol.handle`) },
    webRequest: { onBeforeRequest: keep(`${name}.onBeforeRequest`) },
    setPermissionCheckHandler: keep(`${name}.permissionCheck`),
    setPermissionRequestHandler: keep(`${name}.permissionRequest`),
    setDevicePermissionHandler: keep(`${name}.devicePermission`),
    setSpellCheckerEnabled: record(`${name}.setSpellCheckerEnabled`),
  })
}

const sessions = { default: makeSession('default'), ours: makeSession('ours') }

export const session = {
  fromPartition: (name: string) => {
    recorded.push({ what: 'session.fromPartition', with: [name] })
    return sessions.ours
  },
  defaultSession: sessions.default,
}

export const app = Object.assign(new EventEmitter(), {
  commandLine: { appendSwitch: record('appendSwitch') },
  enableSandbox: record('enableSandbox'),
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  getPath: (name: string) => answers.get(`path.${name}`) ?? `/nowhere/${name}`,
  getVersion: () => '0.0.0',
  quit: record('quit'),
  exit: record('exit'),
})

export const protocol = { registerSchemesAsPrivileged: record('registerSchemesAsPrivileged') }
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
}
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: record('setApplicationMenu'),
}
export const dialog = {
  showOpenDialog: async (...args: unknown[]) => record('showOpenDialog')(...args),
  showSaveDialog: async (...args: unknown[]) => record('showSaveDialog')(...args),
}
export const ipcMain = new EventEmitter()
export const powerMonitor = new EventEmitter()
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => answers.get('keychain') === true,
  getSelectedStorageBackend: () => answers.get('backend') ?? 'gnome_libsecret',
  encryptStringAsync: async (text: string) => Buffer.from(`sealed:${text}`),
  decryptStringAsync: async (sealed: Buffer) => ({
    result: sealed.toString().slice('sealed:'.length),
    shouldReEncrypt: false,
  }),
}

export class WebContents extends EventEmitter {
  readonly sent: unknown[][] = []
  setWindowOpenHandler = keep('windowOpen')
  send = (...args: unknown[]) => this.sent.push(args)
  executeJavaScript = async () => answers.get('executeJavaScript') ?? true
  printToPDF = async (options: unknown) => {
    record('printToPDF')(options)
    return Buffer.from('%PDF-')
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  readonly webContents = new WebContents()
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly loaded: string[] = []
  destroyed = false

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string) {
    this.loaded.push(url)
  }
  isDestroyed = () => this.destroyed
  isMaximized = () => false
  getNormalBounds = () => ({ x: 1, y: 2, width: 800, height: 600 })
  show = record('show')
  maximize = record('maximize')
  destroy() {
    this.destroyed = true
    this.emit('closed')
  }
}

export class UtilityProcess extends EventEmitter {
  static readonly all: UtilityProcess[] = []
  readonly posted: unknown[] = []
  postMessage = (message: unknown) => this.posted.push(message)
  kill = () => this.emit('exit', 0)
}

export const utilityProcess = {
  fork: (...args: unknown[]) => {
    record('fork')(...args)
    const child = new UtilityProcess()
    UtilityProcess.all.push(child)
    return child
  },
}

export default { app, ipcMain, shell: {} }

/** Names that Electron's own types must still have: a rename there stops the compiler here. */
export type Checked = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'utilityProcess'
>
