import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkFreeSpace, SPARE_BYTES } from '../../../electron/core/vault/free-space.ts'
import { sayError } from '../../../shared/kit/error-text.ts'
import { makeParent, refusalOf } from '../../support/vault.ts'

/** A disk of 32 MB, or null where this user may not mount one. */
function mountSmallDisk(): string | null {
  const disk = join(makeParent(), 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    return null
  }
  // Before the folder it is mounted on is removed.
  onTestFinished(() => void execFileSync('umount', [disk]))
  return disk
}

test('a copy that would not fit is refused before it is written, with both numbers', async (context) => {
  const disk = mountSmallDisk()
  if (disk === null) {
    process.stderr.write('NOT PROVED: low space on a small disk (needs the right to mount)\n')
    return context.skip()
  }
  checkFreeSpace(disk, 1_000_000)
  writeFileSync(join(disk, 'film'), Buffer.alloc(15_000_000))
  const { bavail, bsize } = statfsSync(disk)
  const refusal = await refusalOf(() => checkFreeSpace(disk, 3_000_000))
  expect(refusal).toEqual({
    code: 'low-space',
    details: { needed: 3_000_000 + SPARE_BYTES, free: bavail * bsize },
  })
  expect(sayError({ code: 'low-space', details: { needed: 19_777_216, free: 18_554_432 } })).toBe(
    'There is not enough room on the disk: 20 MB are needed and 18 MB are free. Nothing was written. Free some space and try again.',
  )
})

test('a folder that is gone is named as such, not as a full disk', async () => {
  expect(await refusalOf(() => checkFreeSpace(join(makeParent(), 'gone'), 1))).toEqual({
    code: 'file-missing',
    details: { name: 'gone' },
  })
})
