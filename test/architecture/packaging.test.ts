import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { listPackage } from '@electron/asar'
import { build, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FromCore } from '../../electron/core/wire.ts'
import { DEFAULT_PREFERENCES } from '../../shared/settings/model.ts'
import { listImports, readSources, ROOT } from '../support/source-tree.ts'
import { waitUntil } from '../support/wait-until.ts'
import { makeStubElectron, readFuses } from '../support/stub-electron.ts'

const scratch = mkdtempSync(join(tmpdir(), 'throughline-pack-'))
const app = join(scratch, 'out/linux-unpacked')
let packed: string[] = []

async function pack(): Promise<void> {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string }
  makeStubElectron(join(scratch, 'electron'), version)
  await build({
    projectDir: ROOT,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      extends: join(ROOT, 'electron-builder.yml'),
      electronDist: join(scratch, 'electron'),
      directories: { output: join(scratch, 'out') },
    },
  })
  packed = listPackage(join(app, 'resources/app.asar'), { isPack: false })
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const isHere = process.platform === 'linux' && process.arch === 'x64'
if (!isHere) console.log('NOT PROVED: what the packed app holds, because this is not Linux x64')

describe.runIf(isHere)('the packed app', () => {
  beforeAll(pack)

  it('holds the bundle, the resources, the two native packages and nothing else', () => {
    const tops = packed.map((path) => path.split('/').slice(1, 3).join('/'))
    expect([...new Set(tops)].filter((path) => !path.startsWith('resources')).sort()).toEqual([
      'node_modules',
      'node_modules/@node-rs',
      'node_modules/better-sqlite3',
      'out',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ])
    const needed = ['/out/main/main.js', '/out/main/worker.js', '/out/main/job-worker.js']
    expect(packed).toEqual(expect.arrayContaining(needed))
    expect(packed).toContain('/out/preload/preload.cjs')
    expect(packed).toContain('/out/renderer/index.html')
  })

  it('holds no source, no map and no native file of another machine', () => {
    const wrong = /\.(ts|tsx|map|gyp|c|cpp|h)$|^\/(test|shared|renderer|electron)\//
    expect(packed.filter((path) => wrong.test(path))).toEqual([])
    const natives = readdirSync(join(app, 'resources/app.asar.unpacked'), { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.node'))
    expect(natives.sort()).toEqual([
      'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ])
  })

  it('has a core that runs from the bundle', async () => {
    const worker = new Worker(join(ROOT, 'out/main/worker.js'), {
      workerData: { documents: scratch },
    })
    const heard: unknown[] = []
    worker.on('message', (message: FromCore) => {
      if (message.type === 'ask') {
        worker.postMessage({ type: 'answer', id: message.id, value: DEFAULT_PREFERENCES })
      } else heard.push(message)
    })
    const sender = { origin: 'app://throughline', topFrame: true, knownWindow: true }
    worker.postMessage({ type: 'page', text: '{"id":1,"operation":"workspace.state"}', sender })
    await waitUntil(() => heard.length === 2)
    await worker.terminate()
    expect(heard).toEqual([
      { type: 'ready' },
      { type: 'page', text: '{"id":1,"reply":{"ok":true,"value":{"kind":"closed"}}}' },
    ])
  })

  it('leaves out of the bundle only what Electron brings and the native packages', () => {
    const bundle = readSources('out/main', 'out/preload')
    const outside = bundle.flatMap(listImports).filter((name) => name.startsWith('npm:'))
    const bare = outside.filter((name) => !builtinModules.includes(name.slice(4)))
    expect([...new Set(bare)].sort()).toEqual([
      'npm:@node-rs/argon2',
      'npm:better-sqlite3',
      'npm:electron',
    ])
  })

  it('cannot be turned into a Node, inspected or made to load another app', () => {
    // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, asar integrity, only from asar,
    // browser-only snapshot (Electron's own default), file: privileges.
    expect(readFuses(join(app, 'throughline')).slice(0, 8)).toBe('01001100')
  })
})
