// npm start: makes sure that everything needed is here, then opens the window: Electron's where its
// binary is, else the same app in an installed Chromium. Says each step in one line.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getElectron } from './electron-binary.mjs'
import { needBuild } from './fresh.mjs'
import {
  needBrowser,
  needCoreNode,
  needDisplay,
  needNode,
  needPackages,
  ROOT,
  runCommand,
  say,
} from './need.mjs'

const READY_MILLISECONDS = 15_000
const READY_LINE = 'Throughline is open.'

await runCommand(async () => {
  needNode()
  needDisplay(process, 'npm start')
  needPackages()
  const node = needCoreNode()
  needBuild(node)
  const electron = await getElectron()
  if (electron) {
    say('Opening the window (Electron) …')
    const code = await runElectron(electron)
    if (code !== null) return code
    say('Electron did not open a window; opening it in the installed browser instead …')
  } else {
    say('Electron is not available here; opening the window in the installed browser …')
  }
  return runChromium(node)
})

/**
 * The exit code of a run that had a window; null if it never had one.
 * @param {string} electron
 * @returns {Promise<number | null>}
 */
function runElectron(electron) {
  // Like Chromium, Electron refuses to sandbox for root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron, [...flags, ROOT], { stdio: ['inherit', 'pipe', 'inherit'] })
  passSignals(child)
  return new Promise((resolve) => {
    let isOpen = false
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      resolve(null)
    }, READY_MILLISECONDS)
    child.stdout.on('data', (chunk) => {
      if (!String(chunk).includes(READY_LINE) || isOpen) return
      isOpen = true
      clearTimeout(timer)
      say(READY_LINE)
    })
    child.once('error', () => resolve(null))
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(isOpen ? (code ?? 1) : null)
    })
  })
}

/** @param {string} node */
async function runChromium(node) {
  process.env['THROUGHLINE_BROWSER'] = needBrowser()
  const main = join(ROOT, 'electron/chromium/main.ts')
  if (node === process.execPath) {
    await import(pathToFileURL(main).href)
    return 0
  }
  // The message channel tells the window when this process is gone, however it ended.
  const child = spawn(node, [main], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  passSignals(child)
  return new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignals(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
}
