// The sources as text, for tests about how they are arranged.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Source {
  /** From the root of the project, with slashes: `shared/contract.ts`. */
  readonly path: string
  readonly text: string
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CODE = /\.(ts|tsx|mjs|js|cjs)$/

export function readSources(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && CODE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({
        path: relative(ROOT, file).replaceAll(sep, '/'),
        text: readFileSync(file, 'utf8'),
      })),
  )
}

const IMPORTS =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g

/** What a source imports: own files by their path from the root, `node:fs`, `npm:react`. */
export function listImports({ path, text }: Source): string[] {
  return [...text.matchAll(IMPORTS)]
    .map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '')
    .map((name) => {
      if (name.startsWith('.')) return posix.join(dirname(path), name)
      return name.startsWith('node:') ? name : `npm:${name}`
    })
}

export function countLines({ text }: Source): number {
  return text.trimEnd().split('\n').length
}
