// Finds an installed Chromium, Chrome or Edge. Plain JavaScript without dependencies, because the
// start-up asks before anything is installed. The snap package comes last: it may not see our folders.
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
]

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

const PLAYWRIGHT_FILES = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win64\\chrome.exe',
  'chrome-win\\chrome.exe',
]

/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {string} home
 */

/** @returns {Machine} */
export function thisMachine() {
  return { platform: process.platform, env: process.env, home: homedir() }
}

/**
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function findBrowser(machine = thisMachine()) {
  const asked = machine.env['THROUGHLINE_BROWSER']
  if (asked) return isProgram(asked) ? asked : null
  return listPlaces(machine).find(isProgram) ?? null
}

/** @param {Machine} machine */
function listPlaces(machine) {
  const installed = listInstalled(machine)
  const own = installed.filter((path) => !path.startsWith('/snap/'))
  const snaps = installed.filter((path) => path.startsWith('/snap/'))
  return [...own, ...listPlaywright(machine), ...snaps]
}

/** @param {Machine} machine */
function listInstalled({ platform, env, home }) {
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
      MAC_APPS.map((app) => join(folder, app)),
    )
  }
  if (platform === 'win32') {
    return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => WINDOWS_APPS.map((app) => `${folder}\\${app}`))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** @param {Machine} machine */
function listPlaywright({ platform, env, home }) {
  const caches = {
    darwin: join(home, 'Library/Caches/ms-playwright'),
    win32: join(env['LOCALAPPDATA'] ?? home, 'ms-playwright'),
  }
  const linux = join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'ms-playwright')
  const known = platform === 'darwin' || platform === 'win32' ? caches[platform] : linux
  const cache = env['PLAYWRIGHT_BROWSERS_PATH'] || known
  return listNames(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((name) => PLAYWRIGHT_FILES.map((file) => join(cache, name, file)))
}

/** @param {string} folder */
function listNames(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return [] // not there: nothing in it
  }
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
