// The app in Electron: the core in a utility process, the page in a sandboxed window, this file between.
import { app, utilityProcess, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyCommandId } from '../../shared/commands.ts'
import type { CoreMessage } from '../../shared/wire.ts'
import { runCore, type CoreChannel } from '../core/core-process.ts'
import { readPageFiles } from '../core/page-files.ts'
import { rendererFolder, workerFile } from '../core/places.ts'
import { makeProcessPrivate } from '../core/private-process.ts'
import type { FromCore } from '../core/wire.ts'
import type { WorkerStart } from '../core/worker.ts'
import { showMenu } from './menu.ts'
import { documentsPath, openPreferences, shellPorts, watchPower } from './ports.ts'
import { declareScheme, ORIGIN, servePage } from './protocol.ts'
import { openRoute } from './route.ts'
import { createHiddenWindow, createWindow, guardPages } from './window.ts'

const REMEMBER_AFTER = 500

/** Whatever Chromium would do on a network of its own accord. */
const QUIET = {
  'disable-background-networking': '',
  'disable-breakpad': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'disable-features': 'MediaRouter,DialMediaRouteProvider,OptimizationHints,AsyncDns,DnsOverHttps',
  'disable-sync': '',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  'host-resolver-rules': 'MAP * ~NOTFOUND',
  'no-pings': '',
}

function startCoreProcess(start: WorkerStart): CoreChannel {
  const child = utilityProcess.fork(fileURLToPath(workerFile('worker')), [JSON.stringify(start)], {
    serviceName: 'Throughline core',
    stdio: 'inherit',
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message: FromCore) => listener(message)),
    onEnd: (listener) => child.once('exit', () => listener()),
    kill: () => void child.kill(),
  }
}

function fail(): void {
  process.stderr.write('The core did not start.\n')
  app.exit(1)
}

function openApp(): void {
  const kept = openPreferences()
  const files = readPageFiles(rendererFolder())
  servePage(guardPages(), files)
  const window = createWindow(kept.read().window)
  const route = openRoute((text, sender) => core.fromPage(text, sender))
  const openHidden = () => {
    const hidden = createHiddenWindow()
    route.add(hidden)
    return hidden
  }
  const documents = join(documentsPath(), 'Throughline')
  const core = runCore({
    start: (afterStop) => startCoreProcess({ documents, afterStop }),
    ports: shellPorts({ window: () => window, openHidden, kept }),
    toPage: (text) => route.toPages(text),
    onHopeless: fail,
  })
  route.add(window)
  watchPower((event) => core.power(event))
  const choose = (command: AnyCommandId) => {
    const message: CoreMessage = { event: { kind: 'command', command } }
    route.toPages(JSON.stringify(message))
  }
  showMenu({ choose, places: [] })
  route.onPlaces((places) => showMenu({ choose, places }))
  rememberBounds(window, kept.rememberWindow)
  app.on('second-instance', () => window.show())
  app.once('window-all-closed', () => void core.close().then(() => app.quit()))
  window.webContents.on('render-process-gone', () => void window.loadURL(`${ORIGIN}/`))
  void window.loadURL(`${ORIGIN}/`).then(() => process.stdout.write('Throughline is open.\n'))
}

type Remember = ReturnType<typeof openPreferences>['rememberWindow']

function rememberBounds(window: BrowserWindow, remember: Remember): void {
  let timer: NodeJS.Timeout | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (window.isDestroyed()) return
      remember({ ...window.getNormalBounds(), maximized: window.isMaximized() })
    }, REMEMBER_AFTER)
  }
  window.on('resize', later)
  window.on('move', later)
}

makeProcessPrivate()
for (const [name, value] of Object.entries(QUIET)) app.commandLine.appendSwitch(name, value)
declareScheme()
app.enableSandbox()
if (app.requestSingleInstanceLock()) void app.whenReady().then(openApp)
else app.quit()
