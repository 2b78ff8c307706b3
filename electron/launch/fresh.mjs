// Builds when a source has changed since the last build, and only then.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Lack, ROOT, say } from './need.mjs'

const SOURCES = ['renderer', 'shared', 'electron/core', 'electron/shell']
const FILES = ['vite.config.ts', 'package-lock.json']

/** @param {string} root */
export function hashSources(root) {
  const hash = createHash('sha256')
  const found = SOURCES.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...FILES.map((name) => join(root, name)), ...found.sort()]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} node */
export function needBuild(node) {
  const mark = join(ROOT, 'out/built-from')
  const now = hashSources(ROOT)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return
  say('Building …')
  const { status, stdout, stderr } = build(node)
  if (status !== 0) throw new Lack(`The build failed.\n${stdout}${stderr}`)
  writeFileSync(mark, now)
}

/** @param {string} node */
function build(node) {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  return spawnSync(node, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
}
