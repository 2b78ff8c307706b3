import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { makeParent } from './vault.ts'

/** A library to be loaded before the C library, or null where that cannot be done. */
export function compileShim(source: string): string | null {
  if (process.platform !== 'linux' || spawnSync('gcc', ['--version']).status !== 0) return null
  const library = join(makeParent(), 'shim.so')
  execFileSync('gcc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'])
  return library
}
