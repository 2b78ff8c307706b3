// `npm start` on machines that lack something: run for real, in a copy of the project whose packages
// and display are the test's.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyProject, type Copy } from '../../support/extend-tree.ts'

const PACKAGES = fileURLToPath(new URL('../../../node_modules/', import.meta.url))
const GIVEN_UP = 'Electron did not open a window; opening it in the installed browser instead …'

let copy: Copy
beforeEach(() => {
  copy = copyProject()
  rmSync(join(copy.root, 'node_modules'))
})
afterEach(() => rmSync(copy.root, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly said: string
}

/** Runs until it ends, or until it has said `until`. */
function start(env: Readonly<Record<string, string>>, until = '\0'): Promise<Ended> {
  const child = spawn(process.execPath, ['electron/launch/start.mjs'], {
    cwd: copy.root,
    env: { PATH: process.env['PATH'], HOME: copy.root, ...env },
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
    if (said.includes(until)) child.kill('SIGKILL')
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

/** All packages but Electron, which is a script of the test. */
function installFakeElectron(script: string): void {
  const folder = join(copy.root, 'node_modules')
  mkdirSync(folder)
  for (const name of readdirSync(PACKAGES)) {
    if (name !== 'electron') symlinkSync(join(PACKAGES, name), join(folder, name))
  }
  mkdirSync(join(folder, 'electron/dist'), { recursive: true })
  writeFileSync(join(folder, 'electron/path.txt'), 'fake')
  writeFileSync(join(folder, 'electron/dist/fake'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'electron/dist/fake'), 0o700)
}

describe('npm start', () => {
  it('says what to type where there is no display, and ends with 2', async () => {
    const { code, said } = await start({})
    expect(said).toBe('There is no display here to show a window on. Try: xvfb-run -a npm start\n')
    expect(code).toBe(2)
  })

  it('says in one sentence that the packages are out of reach', async () => {
    const nowhere = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(copy.root, 'empty-cache'),
    }
    const { code, said } = await start({ DISPLAY: ':99', ...nowhere })
    expect(said).toMatch(/^Installing the packages …\n/)
    expect(said).toContain('the package registry does not answer. Connect this machine once')
    expect(code).toBe(1)
  })

  it('opens the installed browser when Electron ends at once', async () => {
    installFakeElectron('exit 3')
    const { said } = await start({ DISPLAY: ':99' }, GIVEN_UP)
    expect(said).toContain(`Opening the window (Electron) …\n${GIVEN_UP}`)
  })

  it('opens the installed browser when Electron is not ready after 15 s', async () => {
    installFakeElectron('exec sleep 60')
    const began = performance.now()
    const { said } = await start({ DISPLAY: ':99' }, GIVEN_UP)
    expect(said).toContain(GIVEN_UP)
    expect(performance.now() - began).toBeGreaterThan(15_000)
  })
})
