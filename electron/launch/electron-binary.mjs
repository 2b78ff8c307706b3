// Electron's binary is no part of its package: it is downloaded when first needed. Where that cannot
// be reached, one short attempt a day is enough.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from './need.mjs'

const PACKAGE = join(ROOT, 'node_modules/electron')
const TRIED = join(ROOT, 'node_modules/.cache/throughline/electron-out-of-reach')
const PROBE_MILLISECONDS = 5_000
const DAY = 86_400_000

export function findElectron(folder = PACKAGE) {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

export async function getElectron() {
  const present = findElectron()
  if (present) return present
  if (!(await isInReach())) return null
  say('Downloading Electron …')
  const installer = join(PACKAGE, 'install.js')
  const { status } = spawnSync(process.execPath, [installer], { stdio: 'ignore' })
  return status === 0 ? findElectron() : null
}

async function isInReach() {
  if (existsSync(TRIED) && Date.now() - statSync(TRIED).mtimeMs < DAY) return false
  try {
    const reply = await fetch(downloadAddress(), {
      method: 'HEAD',
      signal: AbortSignal.timeout(PROBE_MILLISECONDS),
    })
    if (reply.ok) return true
  } catch {
    // Out of reach: remembered below.
  }
  mkdirSync(join(TRIED, '..'), { recursive: true })
  writeFileSync(TRIED, '')
  return false
}

function downloadAddress() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror']
  const from = mirror ?? 'https://github.com/electron/electron/releases/download/'
  return `${from}v${version}/SHASUMS256.txt`
}
