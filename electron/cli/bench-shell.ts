// What the person waits for: the window, unlocking, locking, and one question to the core. Figures of
// one run beside their budgets; a busy machine shows in all of them alike.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../chromium/find.mjs'
import { openWindow } from '../chromium/window.ts'
import { pageHeaders } from '../core/page-headers.ts'
import type { PageFiles } from '../core/page-files.ts'
import { describeRow, time, type Row } from './bench-rows.ts'
import { openCore } from './core-client.ts'
import type { CliStreams } from './main.ts'
import type { Given, Outcome } from './verbs.ts'

const CALLS = 500
const PASSPHRASE = 'a passphrase for measuring nothing but time'
const READY_LINE = 'Throughline is open.'

export async function benchShell(_: Given, streams: CliStreams): Promise<Outcome> {
  const rows: readonly Row[] = [
    { what: 'window ready', milliseconds: await timeWindow(), budget: 1_500 },
    ...(await timeLocks(streams)),
    { what: 'call, median', milliseconds: await timeCalls(), budget: 1 },
  ]
  return { text: rows.map(describeRow).join('\n'), answer: rows, refused: false }
}

/** From the start of the process to a loaded page, as `npm start` does it once all is built. */
async function timeWindow(): Promise<number | null> {
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return null
  const home = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  const main = fileURLToPath(new URL('../chromium/main.ts', import.meta.url))
  const began = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const ready = await new Promise<number | null>((resolve) => {
    void ended.then(() => resolve(null))
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes(READY_LINE)) resolve(performance.now() - began)
    })
  })
  child.kill()
  await ended
  rmSync(home, { recursive: true, force: true })
  return ready
}

async function timeLocks(streams: CliStreams): Promise<Row[]> {
  const parent = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  const core = openCore(streams)
  const seal = () => core.seal(Buffer.from(PASSPHRASE))
  try {
    const folder = core.tokenOf(parent)
    const about = { folder, name: 'Bench', owner: 'Bench', passphrase: await seal() }
    await core.call(['workspace', 'create'], about)
    const lock = await time(() => core.call(['workspace', 'lock'], undefined))
    const [recent] = await core.call(['workspace', 'recent'], undefined)
    const key = recent?.key
    if (!key) throw new Error('The workspace that was made is not in the list')
    const passphrase = await seal()
    const unlock = await time(() => core.call(['workspace', 'unlock'], { key, passphrase }))
    return [
      { what: 'unlock', milliseconds: unlock, budget: 1_200 },
      { what: 'lock', milliseconds: lock, budget: 500 },
    ]
  } finally {
    await core.close()
    rmSync(parent, { recursive: true, force: true })
  }
}

/** From the page through the window and the core and back. */
async function timeCalls(): Promise<number | null> {
  const browser = findBrowser()
  if (!browser) return null
  const core = openCore({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr })
  const window = await openWindow({
    browser,
    headless: true,
    files: makePage(),
    fromPage: () => {
      void core.call(['workspace', 'state'], undefined).then((state) => {
        window.page.deliver(JSON.stringify(state))
      })
    },
  })
  await window.show('')
  const { result } = await window.page.session.send('Runtime.evaluate', {
    expression: `measure(${CALLS})`,
    awaitPromise: true,
    returnByValue: true,
  })
  window.close()
  await window.closed
  await core.close()
  return Number(result.value)
}

/** A page that asks and waits for the answer, again and again; the median in milliseconds. */
const PAGE_SCRIPT = `
const bridge = globalThis.throughlineBridge
let answered = () => {}
bridge.receive(() => answered())
globalThis.measure = async (calls) => {
  const times = []
  for (let call = 0; call < calls; call += 1) {
    const began = performance.now()
    await new Promise((resolve) => { answered = resolve; bridge.send('{}') })
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[Math.floor(calls / 2)]
}`

function makePage(): PageFiles {
  const file = (name: string, text: string) => ({
    body: Buffer.from(text),
    headers: pageHeaders(name),
  })
  const start = file('index.html', '<!doctype html><script type="module" src="/page.js"></script>')
  return new Map([
    ['/', start],
    ['/page.js', file('page.js', PAGE_SCRIPT)],
  ])
}
