import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract.ts'
import {
  findBadNames,
  findClocks,
  findForbiddenImports,
  findForeignFeatures,
} from '../support/layers.ts'
import { countLines, readSources, ROOT, type Source } from '../support/source-tree.ts'

const sources = readSources('shared', 'electron', 'renderer')
const tests = readSources('test')
const shared = sources.filter(({ path }) => path.startsWith('shared/'))
const features = Object.keys(contract)

function plant(path: string, text: string): Source[] {
  return [{ path, text }]
}

describe('a folder imports only what its layer may', () => {
  it('holds everywhere', () => {
    expect(findForbiddenImports(sources)).toEqual([])
  })

  it.each([
    ['shared/strategy/rules.ts', "import { readFileSync } from 'node:fs'"],
    ['shared/strategy/rules.ts', "import { sha256 } from '@noble/hashes/sha2.js'"],
    ['electron/core/router.ts', "import { app } from 'electron'"],
    ['electron/core/router.ts', "import { page } from '../../renderer/app/api.ts'"],
    ['electron/shell/window.ts', "export { x } from '../chromium/window.ts'"],
    ['electron/launch/start.mjs', "import { z } from 'zod'"],
    ['renderer/app/App.tsx', "import {\n  a,\n  b,\n} from '../../electron/core/router.ts'"],
    ['renderer/app/App.tsx', "const fs = await import('node:fs')"],
    ['renderer/forms/form.ts', "import '../app/api.ts'"],
    ['elsewhere/a.ts', ''],
  ])('and is caught when broken: %s with %s', (path, text) => {
    expect(findForbiddenImports(plant(path, text))).toHaveLength(1)
  })
})

describe('a feature keeps its store and its screens to itself', () => {
  it('holds everywhere', () => {
    expect(findForeignFeatures(sources, features)).toEqual([])
  })

  it('and is caught when broken', () => {
    const store = plant(
      'electron/core/program/handlers.ts',
      "import { x } from '../strategy/store.ts'",
    )
    const screen = plant(
      'renderer/features/program/ProgramScreen.tsx',
      "import { X } from '../history/HistoryScreen.tsx'",
    )
    const model = plant('shared/program/rules.ts', "import { x } from '../strategy/model.ts'")
    expect(findForeignFeatures([...store, ...screen, ...model], features)).toHaveLength(2)
  })
})

describe('what is shared is pure', () => {
  it('and knows neither clock nor chance', () => {
    expect(findClocks(shared)).toEqual([])
    expect(findClocks(plant('shared/a/rules.ts', 'const now = Date.now()'))).toHaveLength(1)
  })
})

describe('files are small and named for what they hold', () => {
  it('half of them have at most 80 lines, none has more than 320', () => {
    const lines = sources.map(countLines).sort((a, b) => a - b)
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80)
    const long = [...sources, ...tests].filter((source) => countLines(source) > 320)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('have names that say something', () => {
    const named = tests.map(({ path }) => ({ path: path.replace('.types.ts', '.ts'), text: '' }))
    expect(findBadNames([...sources, ...named])).toEqual([])
    const planted = [
      ...plant('shared/kit/utils.ts', ''),
      ...plant('shared/index.ts', ''),
      ...plant('shared/kit/types.ts', ''),
      ...plant('renderer/app/dateHelpers.ts', ''),
      ...plant('electron/core/a.ts', 'interface IStore {}\nclass StoreImpl {}'),
    ]
    expect(findBadNames(planted)).toHaveLength(6)
  })

  it('stay within the hosts they are allowed', () => {
    const inFolder = (folder: string) => sources.filter(({ path }) => path.startsWith(folder))
    expect(inFolder('electron/shell/').length).toBeLessThanOrEqual(8)
    expect(inFolder('electron/chromium/').length).toBeLessThanOrEqual(6)
  })

  it('live in the folders the project has', () => {
    const known = [
      'electron',
      'node_modules',
      'out',
      'dist',
      'renderer',
      'resources',
      'shared',
      'test',
    ]
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => ![...known, 'test-results', 'coverage'].includes(name))
    expect(folders).toEqual([])
  })
})
