// With the real binary, where this machine has it: the window opens and says so.
import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { findElectron } from '../../../electron/launch/electron-binary.mjs'
import { ROOT } from '../../support/source-tree.ts'

const electron = findElectron()
const display =
  process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
const missing = electron ? 'no display on this machine' : 'Electron binary absent on this machine'

if (!electron || !display) console.log(`NOT PROVED: ${missing}`)

it.runIf(electron && display)('the real Electron opens the window', async () => {
  const isRoot = process.getuid?.() === 0
  const child = spawn(electron ?? '', [...(isRoot ? ['--no-sandbox'] : []), ROOT])
  const said = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)))
    child.once('exit', () => resolve('it ended'))
  })
  child.kill()
  expect(said).toContain('Throughline is open.')
})
