// Which folder may import what (architecture, section 3). The most special folder decides.
import { listImports, type Source } from './source-tree.ts'

export interface Layer {
  readonly folder: string
  /** Own folders, own files and packages; a package covers its sub-paths. */
  readonly may: readonly string[]
}

export const LAYERS: readonly Layer[] = [
  { folder: 'shared/sealing', may: ['shared', 'npm:zod', 'npm:@noble'] },
  { folder: 'shared', may: ['shared', 'npm:zod', 'npm:@stdlib'] },
  {
    folder: 'electron/core',
    may: [
      'electron/core',
      'shared',
      'node:',
      'npm:better-sqlite3',
      'npm:@node-rs/argon2',
      'npm:@zxcvbn-ts',
      'npm:xlsx',
      'npm:hucre',
      'npm:fflate',
      'npm:ical-generator',
      'npm:highs',
    ],
  },
  {
    folder: 'electron/shell',
    may: [
      'electron/shell',
      'electron/core',
      'shared',
      'node:',
      'npm:electron',
      'npm:electron-store',
    ],
  },
  {
    folder: 'electron/chromium',
    // From playwright only the protocol's types.
    may: ['electron/chromium', 'electron/core', 'shared', 'node:', 'npm:conf', 'npm:playwright'],
  },
  {
    folder: 'electron/cli',
    may: ['electron/cli', 'electron/core', 'electron/chromium', 'shared', 'node:', 'npm:conf'],
  },
  {
    folder: 'electron/launch',
    may: ['electron/launch', 'electron/chromium/find.mjs', 'electron/cli/main.ts', 'node:'],
  },
  {
    folder: 'renderer/forms',
    may: ['renderer/forms', 'shared/forms', 'shared/sealing', 'shared/kit'],
  },
  {
    folder: 'renderer',
    may: [
      'renderer',
      'shared',
      'npm:react',
      'npm:react-dom',
      'npm:react-aria-components',
      'npm:react-aria',
      'npm:react-stately',
      'npm:react-hook-form',
      'npm:react-i18next',
      'npm:i18next',
      'npm:react-chartjs-2',
      'npm:chart.js',
      'npm:lucide-react',
      'npm:@fontsource-variable',
      'npm:@internationalized',
      'npm:@react-aria',
      'npm:@tanstack',
      'npm:@tiptap',
      'npm:@zxcvbn-ts',
    ],
  },
]

export function findForbiddenImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const layer = LAYERS.find(({ folder }) => isWithin(source.path, folder))
    if (!layer) return [`${source.path} is in no layer`]
    return listImports(source)
      .filter((name) => !layer.may.some((allowed) => isWithin(name, allowed)))
      .map((name) => `${source.path} imports ${name}`)
  })
}

function isWithin(name: string, allowed: string): boolean {
  return name === allowed || name.startsWith(allowed.endsWith(':') ? allowed : `${allowed}/`)
}

const FEATURE = /^(?:electron\/core|renderer\/features|shared)\/([a-z-]+)\//

/** A feature may know another's words and rules; its store and its screens are its own. */
export function findForeignFeatures(sources: readonly Source[], features: readonly string[]) {
  const featureOf = (path: string) => {
    const slug = FEATURE.exec(path)?.[1]
    return slug && features.includes(slug) ? slug : null
  }
  return sources.flatMap((source) => {
    const own = featureOf(source.path)
    if (!own) return []
    return listImports(source)
      .filter((name) => featureOf(name) !== null && featureOf(name) !== own)
      .filter((name) => /\/store\.ts$|^renderer\/features\//.test(name))
      .map((name) => `${source.path} imports ${name}`)
  })
}

/** Pure code is given the time and chance it works with. */
export function findClocks(sources: readonly Source[]): string[] {
  return sources
    .filter(({ text }) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\./.test(text),
    )
    .map(({ path }) => path)
}

const BANNED_NAME =
  /(^|[-/.])(utils?|helpers?|common|misc|managers?|services?|types|index)(?=[-.])/i
const KEBAB = /^(\d{4}-)?[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|types))?\.(ts|tsx|mjs|js)$/
const PASCAL = /^([A-Z][a-z0-9]*)+(\.test)?\.tsx$/

export function findBadNames(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const file = path.slice(path.lastIndexOf('/') + 1)
    const badFile = BANNED_NAME.test(path) || !(KEBAB.test(file) || PASCAL.test(file))
    const words = [...text.matchAll(/\b(?:interface|class|type) (I[A-Z]\w+|\w+Impl)\b/g)]
    return [...(badFile ? [path] : []), ...words.map(([, word]) => `${path}: ${word}`)]
  })
}
