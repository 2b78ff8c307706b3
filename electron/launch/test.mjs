// npm test: everything that must hold, one line per check, and at the end one line with the sum. A
// static check counts as one test. With names as arguments only those run: npm test lint types
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { needBuild } from './fresh.mjs'
import {
  needBrowser,
  needCoreNode,
  needNode,
  needPackages,
  ROOT,
  runCommand,
  say,
} from './need.mjs'

/**
 * @typedef {{ passed: number, failed: number, output: string }} Outcome
 * @typedef {{ code: number, output: string }} Ended
 */

const LAYERS = [
  'shared',
  'electron/core',
  'electron/shell',
  'electron/chromium',
  'electron/cli',
  'electron/launch',
  'renderer',
  'test',
]

/** Programs of installed packages, run with the core's Node. */
const PROGRAMS = {
  prettier: 'prettier/bin/prettier.cjs',
  oxlint: 'oxlint/bin/oxlint',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: 'playwright/cli.js',
}

let node = process.execPath
const scratch = mkdtempSync(join(tmpdir(), 'throughline-test-run-'))

/** @type {Record<string, () => Promise<Outcome>>} */
const checks = {
  format: () => check('prettier', ['--check', '--cache', '--log-level', 'warn', '.']),
  lint: () => check('oxlint', ['--quiet']),
  types: checkTypes,
  units: runVitest,
  window: runPlaywright,
}

await runCommand(async () => {
  needNode()
  needPackages()
  node = needCoreNode()
  process.env['THROUGHLINE_BROWSER'] = needBrowser()
  const asked = process.argv.slice(2)
  const names = asked.length > 0 ? asked : Object.keys(checks)
  if (names.includes('units') || names.includes('window')) needBuild(node)
  const sum = { passed: 0, failed: 0 }
  for (const name of names) {
    const started = Date.now()
    const { passed, failed, output } = await (checks[name]?.() ?? unknownCheck(name))
    if (failed > 0) say(output.trimEnd())
    const seconds = ((Date.now() - started) / 1_000).toFixed(1)
    say(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`)
    for (const line of output.match(/^.*NOT PROVED.*$/gm) ?? []) say(line.trim())
    sum.passed += passed
    sum.failed += failed
  }
  rmSync(scratch, { recursive: true, force: true })
  say(`${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed > 0 ? 1 : 0
})

/**
 * @param {string} name
 * @returns {Promise<Outcome>}
 */
async function unknownCheck(name) {
  return { passed: 0, failed: 1, output: `There is no check called ${name}.` }
}

/**
 * @param {keyof typeof PROGRAMS} program
 * @param {readonly string[]} args
 * @returns {Promise<Ended>}
 */
function run(program, args, env = {}) {
  const { FORCE_COLOR: _color, ...plainEnv } = process.env
  const path = `${dirname(node)}${delimiter}${process.env['PATH']}`
  const child = spawn(node, [join(ROOT, 'node_modules', PROGRAMS[program]), ...args], {
    cwd: ROOT,
    env: { ...plainEnv, PATH: path, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * @param {keyof typeof PROGRAMS} program
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function check(program, args) {
  const { code, output } = await run(program, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }
}

/** @returns {Promise<Outcome>} */
async function checkTypes() {
  const outcomes = await Promise.all(LAYERS.map((layer) => check('tsc', ['-p', layer])))
  return {
    passed: outcomes.filter(({ failed }) => failed === 0).length,
    failed: outcomes.filter(({ failed }) => failed > 0).length,
    output: outcomes.map(({ output }) => output).join(''),
  }
}

/** @returns {Promise<Outcome>} */
async function runVitest() {
  const file = join(scratch, 'vitest.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const ended = await run('vitest', ['run', ...reporters])
  return count(ended, () => {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  })
}

/** @returns {Promise<Outcome>} */
async function runPlaywright() {
  const file = join(scratch, 'playwright.json')
  const args = ['test', '--config', 'test/playwright.config.ts', '--reporter=dot,json']
  const ended = await run('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  return count(ended, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
  })
}

/**
 * A run that ends badly without a failed test, or without a report, counts as one failure.
 * @param {Ended} ended
 * @param {() => { passed: number, failed: number }} read
 * @returns {Outcome}
 */
function count({ code, output }, read) {
  try {
    const { passed, failed } = read()
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output }
  } catch {
    return { passed: 0, failed: 1, output }
  }
}
