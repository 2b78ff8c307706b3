import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type * as ShellWindow from '../../../electron/shell/window.ts'
import { electron, loadShell } from '../../support/load-shell.ts'

const ORIGIN = 'app://throughline'
const home = mkdtempSync(join(tmpdir(), 'throughline-shell-'))

const shellWindow = loadShell<typeof ShellWindow>('window')

beforeAll(async () => {
  electron.answers.set('path.userData', home)
  loadShell('main')
  await new Promise((resolve) => setTimeout(resolve, 20))
})

const firstWindow = () => electron.BrowserWindow.all[0]!
const lastCore = () => electron.UtilityProcess.all.at(-1)!
const said = (what: string) => electron.recorded.filter((one) => one.what === what)

/** A frame that speaks to the shell, as Electron would describe it. */
function speak(text: unknown, frame: object | null, sender: object = firstWindow().webContents) {
  electron.ipcMain.emit('throughline', { senderFrame: frame, sender }, text)
  return lastCore().posted.at(-1)
}

function isPrevented(event: string, emitter: { emit(name: string, ...args: unknown[]): boolean }) {
  let prevented = false
  emitter.emit(event, { preventDefault: () => (prevented = true) })
  return prevented
}

describe('the window of the shell', () => {
  it('has exactly these preferences, and they are frozen', () => {
    const { preload, ...rest } = shellWindow.WEB_PREFERENCES
    expect(preload).toMatch(/preload\.cjs$/)
    expect(rest).toEqual({
      partition: 'throughline',
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
    expect(Object.isFrozen(shellWindow.WEB_PREFERENCES)).toBe(true)
    expect(firstWindow().options.webPreferences).toBe(shellWindow.WEB_PREFERENCES)
  })

  it('neither leaves, opens windows, downloads nor changes its title', () => {
    const { webContents } = firstWindow()
    const stopped = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']
    expect(stopped.map((event) => isPrevented(event, webContents))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(electron.handlers.get('windowOpen')?.()).toEqual({ action: 'deny' })
    expect(isPrevented('will-download', electron.session.fromPartition('throughline'))).toBe(true)
    expect(isPrevented('will-download', electron.session.defaultSession)).toBe(true)
    expect(isPrevented('page-title-updated', firstWindow())).toBe(true)
  })

  it('may write to the clipboard and nothing else', () => {
    const check = electron.handlers.get('ours.permissionCheck') as (a: null, p: string) => boolean
    const asked = ['clipboard-sanitized-write', 'clipboard-read', 'media', 'geolocation', 'hid']
    expect(asked.map((permission) => check(null, permission))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('lets no request out of the app', () => {
    const decide = electron.handlers.get('ours.onBeforeRequest') as (
      details: { url: string },
      answer: (decision: { cancel: boolean }) => void,
    ) => void
    const isStopped = (url: string) => {
      let stopped = false
      decide({ url }, ({ cancel }) => (stopped = cancel))
      return stopped
    }
    const urls = [
      `${ORIGIN}/`,
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'ws://a/',
    ]
    expect(urls.map(isStopped)).toEqual([false, true, true, true, true])
  })

  it('switches the background traffic of Chromium off before it opens', () => {
    const names = electron.recorded.map(({ what }) => what)
    expect(names.lastIndexOf('appendSwitch')).toBeLessThan(names.indexOf('ours.protocol.handle'))
    const switches = said('appendSwitch').map((one) => one.with[0])
    expect(switches).toContain('host-resolver-rules')
    expect(switches).toContain('disable-component-update')
  })
})

describe('the places in the menu', () => {
  const frame = { origin: ORIGIN, parent: null }
  const places = JSON.stringify([{ id: '/today', words: 'Today', key: 'Alt+1' }])
  const offer = (text: string, sender: object) =>
    electron.ipcMain.emit('throughline-places', sender, text)
  const menusShown = () => said('setApplicationMenu').length

  it('come from our page alone, and only if they are places', () => {
    const { webContents: sender } = firstWindow()
    const before = menusShown()
    offer(places, { senderFrame: { ...frame, origin: 'https://example.org' }, sender })
    offer(places, { senderFrame: frame, sender: {} })
    offer(places, { senderFrame: null, sender })
    offer('{"id":"/today"}', { senderFrame: frame, sender })
    offer('[{"id":"https://example.org","words":"x","key":null}]', { senderFrame: frame, sender })
    expect(menusShown()).toBe(before)
    offer(places, { senderFrame: frame, sender })
    expect(menusShown()).toBe(before + 1)
  })
})

describe('a message of a page', () => {
  const frame = { origin: ORIGIN, parent: null }

  it('goes to the core with what Electron knows of its sender', () => {
    expect(speak('text', frame)).toEqual({
      type: 'page',
      text: 'text',
      sender: { origin: ORIGIN, topFrame: true, knownWindow: true },
    })
  })

  it('is marked when it comes from a frame in the page, elsewhere or a window not ours', () => {
    const inner = { origin: 'https://example.org', parent: frame }
    expect(speak('text', inner, {})).toEqual({
      type: 'page',
      text: 'text',
      sender: { origin: 'https://example.org', topFrame: false, knownWindow: false },
    })
  })

  it('has no sender when its frame is gone, which the core refuses', () => {
    expect(speak('text', null)).toEqual({ type: 'page', text: 'text', sender: null })
  })

  it('is dropped when it is not text', () => {
    const before = lastCore().posted.length
    speak({ a: 1 }, frame)
    expect(lastCore().posted).toHaveLength(before)
  })
})

/** What the core asks and the shell answers. */
async function ask(port: string, input?: unknown) {
  const core = lastCore()
  const before = core.posted.length
  core.emit('message', { type: 'ask', id: 1, port, input })
  while (core.posted.length === before) await new Promise((resolve) => setTimeout(resolve, 1))
  return (core.posted.at(-1) as { value?: unknown; reason?: string }).value
}

describe('the desktop the core asks', () => {
  it('opens native dialogs', async () => {
    electron.answers.set('showOpenDialog', { canceled: false, filePaths: ['/home/me/people.csv'] })
    expect(await ask('openFile', { extensions: ['csv'] })).toEqual({
      kind: 'chosen',
      path: '/home/me/people.csv',
    })
    electron.answers.set('showOpenDialog', { canceled: true, filePaths: [] })
    expect(await ask('chooseFolder')).toEqual({ kind: 'cancelled' })
    electron.answers.set('showSaveDialog', { canceled: false, filePath: '/home/me/kit.pdf' })
    expect(await ask('saveFile', { suggestedName: 'kit.pdf' })).toEqual({
      kind: 'chosen',
      path: '/home/me/kit.pdf',
    })
  })

  it('seals secrets with a real keychain, and says when there is none', async () => {
    const secret = new Uint8Array([1, 2, 250])
    electron.answers.set('keychain', true)
    const sealed = await ask('protectSecret', secret)
    expect(await ask('revealSecret', sealed)).toEqual(Buffer.from(secret))
    electron.answers.set('backend', 'basic_text')
    expect(await ask('protectSecret', secret)).toBeNull()
  })

  it('prints a route to a tagged PDF through a page without a window', async () => {
    expect(Buffer.from((await ask('pdf', '/print/abc')) as Uint8Array).toString()).toBe('%PDF-')
    const hidden = electron.BrowserWindow.all.at(-1)!
    expect(hidden.loaded).toEqual([`${ORIGIN}/#/print/abc`])
    expect(hidden.options).toEqual({ show: false, webPreferences: shellWindow.WEB_PREFERENCES })
    expect(said('printToPDF').at(-1)?.with[0]).toMatchObject({ generateTaggedPDF: true })
    expect(hidden.destroyed).toBe(true)
  })

  it('keeps the settings in a file of the person alone, and a damaged one does not matter', async () => {
    const { DEFAULT_PREFERENCES } = await import('../../../shared/settings/model.ts')
    expect(await ask('readPreferences')).toEqual(DEFAULT_PREFERENCES)
    const settings = { ...DEFAULT_PREFERENCES.settings, textScale: 1.5 }
    await ask('writePreferences', { ...DEFAULT_PREFERENCES, settings })
    expect(await ask('readPreferences')).toEqual({ ...DEFAULT_PREFERENCES, settings })
    expect(statSync(join(home, 'config.json')).mode & 0o777).toBe(0o600)
    for (const damage of ['{"settings": 7}', '{ not json']) {
      writeFileSync(join(home, 'config.json'), damage)
      expect(await ask('readPreferences')).toEqual(DEFAULT_PREFERENCES)
    }
  })
})

describe('the machine', () => {
  it('tells the core when it sleeps, is locked or changes hands', () => {
    for (const event of ['suspend', 'resume', 'lock-screen', 'user-did-resign-active']) {
      electron.powerMonitor.emit(event)
    }
    expect(lastCore().posted.slice(-4)).toEqual([
      { type: 'power', event: 'suspend' },
      { type: 'power', event: 'resume' },
      { type: 'power', event: 'screen-locked' },
      { type: 'power', event: 'user-switched' },
    ])
  })
})

describe('a core that dies', () => {
  it('is replaced, and the page learns that it is locked and why', () => {
    const dead = lastCore()
    dead.emit('message', { type: 'ready' })
    dead.emit('exit', 11)
    expect(lastCore()).not.toBe(dead)
    expect(JSON.parse(said('fork').at(-1)?.with[1] as never)).toMatchObject({ afterStop: true })
    expect(firstWindow().webContents.sent.at(-1)).toEqual([
      'throughline',
      '{"event":{"kind":"locked","reason":"core-stopped"}}',
    ])
  })

  it('before it was ready ends the app', () => {
    lastCore().emit('exit', 1)
    expect(said('exit').at(-1)?.with).toEqual([1])
  })
})
