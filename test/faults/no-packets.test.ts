// The window and the core in a network of their own, where every way out leads past a counter: while
// the app starts, makes a workspace, stays open and locks, not one packet leaves. A bare browser in
// the same place sends some by itself, and so would the app.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { findBrowser } from '../../electron/chromium/find.mjs'
import { startHostProcess } from '../support/window-host-process.ts'

const IDLE_MILLISECONDS = process.env['THROUGHLINE_NIGHTLY'] ? 30 * 60_000 : 4_000
const BARE_MILLISECONDS = 6_000
const FAR_AWAY = ['192.0.2.1', '2001:db8::1']
/** Packets for anywhere go the only way there is; without this they would fail before being sent. */
const OWN_NETWORK = `
  set -e
  ip link set lo up
  ip address add 10.99.0.2/32 dev lo
  ip route add default dev lo src 10.99.0.2
  ip -6 address add fd99::2/128 dev lo && ip -6 route add default dev lo || true
  exec "$@"`
const through = ['unshare', '--net', 'sh', '-c', OWN_NETWORK, 'sh']

function hasOwnNetwork(): boolean {
  const [command = '', ...args] = through
  if (process.platform === 'linux' && spawnSync(command, [...args, 'true']).status === 0)
    return true
  process.stderr.write('NOT PROVED: no packet leaves (needs a network namespace)\n')
  return false
}

/** Every packet that any process beside this one has handed to the network, also those without a way. */
function countPackets(pid: number): number {
  const lines = readFileSync(`/proc/${pid}/net/snmp`, 'utf8').split('\n')
  const [names = '', values = ''] = lines.filter((line) => line.startsWith('Ip:'))
  const counts = names.split(' ').map((name, at) => [name, values.split(' ')[at]] as const)
  return sumSent(counts) + sumSent(readIfAny(`/proc/${pid}/net/snmp6`))
}

function sumSent(counts: readonly (readonly [string, string | undefined])[]): number {
  const sent = counts.filter(([name]) => /^(Ip6)?(OutRequests|OutNoRoutes)$/.test(name))
  return sent.reduce((sum, [, count]) => sum + Number(count), 0)
}

function readIfAny(path: string) {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.map((line) => line.split(/\s+/)).map(([name = '', count]) => [name, count] as const)
}

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'throughline-packets-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 10 }))
  return home
}

test('no packet leaves while the app starts, makes a workspace, stays open and locks', async (context) => {
  if (!hasOwnNetwork()) return context.skip()
  const shown = Boolean(process.env['DISPLAY'])
  const { pid, tell } = await startHostProcess(makeHome(), { through, shown })
  await tell({ act: 'setUp', name: 'Acme', passphrase: 'nine copper lanterns over harbours' })
  await wait(IDLE_MILLISECONDS)
  await tell({ act: 'press', words: 'Settings' })
  await tell({ act: 'press', words: 'Security' })
  await tell({ act: 'press', words: 'Lock now' })
  await tell({ act: 'sees', words: 'Locked by you' })
  expect(countPackets(pid)).toBe(0)

  for (const address of FAR_AWAY) {
    const before = countPackets(pid)
    await tell({ act: 'send', address })
    expect(countPackets(pid)).toBeGreaterThan(before)
  }
  await tell({ act: 'close' })
}, 3_600_000)

test('a bare browser in the same place does send packets', async (context) => {
  const browser = findBrowser()
  if (!browser || !hasOwnNetwork()) return context.skip()
  const [command = '', ...args] = through
  const bare = [browser, '--headless', '--no-sandbox', `--user-data-dir=${makeHome()}`]
  const child = spawn(command, [...args, ...bare, 'about:blank'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  await wait(BARE_MILLISECONDS)
  expect(countPackets(child.pid ?? 0)).toBeGreaterThan(0)
  child.kill()
  await new Promise((resolve) => child.once('exit', resolve))
})
