// One build, three environments: the page, Electron's main side with the core's workers, and the
// sandboxed preload, which has to be one CommonJS file.
import { builtinModules } from 'node:module'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { EnvironmentOptions } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const electron = (path: string) => here(`./electron/${path}`)

/** Stays outside the bundle: what Electron brings, and native or WebAssembly packages. */
const external = [
  'electron',
  'better-sqlite3',
  '@node-rs/argon2',
  'highs',
  /^node:/,
  ...builtinModules,
]

const renderer: EnvironmentOptions = {
  consumer: 'client',
  build: {
    outDir: here('./out/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 2_000,
    // The policy forbids inline scripts, data: fonts and fetch, which the polyfill would use.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here('./renderer/index.html') },
  },
}

const main: EnvironmentOptions = {
  consumer: 'server',
  resolve: {
    noExternal: true,
    external: ['electron', 'better-sqlite3', '@node-rs/argon2', 'highs'],
  },
  build: {
    outDir: here('./out/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      external,
      platform: 'node',
      input: {
        main: electron('shell/main.ts'),
        worker: electron('core/worker.ts'),
        'job-worker': electron('core/job-worker.ts'),
      },
      // Flat, so that `places.ts` finds the workers beside itself.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
}

const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'] },
  build: {
    outDir: here('./out/preload'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      external: ['electron'],
      input: { preload: electron('shell/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
}

const project = (name: string, folders: readonly string[], seconds: number) => ({
  extends: true as const,
  root: here('.'),
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    testTimeout: seconds * 1_000,
    hookTimeout: seconds * 1_000,
  },
})

export default defineConfig({
  root: here('./renderer'),
  base: './',
  plugins: [react()],
  environments: { renderer, main, preload },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['renderer', 'main', 'preload']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  test: {
    root: here('.'),
    pool: 'forks',
    // Also on two cores: most tests wait for a disk or a child process.
    maxWorkers: availableParallelism(),
    environment: 'node',
    projects: [
      project('unit', ['unit'], 10),
      project('core', ['core', 'contract', 'architecture'], 60),
      project('faults', ['faults'], 300),
    ],
  },
})
