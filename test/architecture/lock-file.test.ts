// A lock file made where some optional packages could not be seen lacks them, and then a clean install
// is refused everywhere. npm itself does not say so until that day.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../support/source-tree.ts'

interface Locked {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Lock = Readonly<Record<string, Locked>>

function findMissing(lock: Lock): string[] {
  return Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock[`node_modules/${name}`] && !lock[`${path}/node_modules/${name}`],
    ),
  )
}

it('the lock file holds every optional package of every package in it', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Lock
  }
  expect(findMissing(packages)).toEqual([])
  const planted = { 'node_modules/a': { optionalDependencies: { 'a-win32': '1.0.0' } } }
  expect(findMissing(planted)).toEqual(['a-win32'])
})
