// A second place for backups: copied there whole, kept as many as here, and no harm if it is gone.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyMissing } from '../../../electron/core/backups/second-place.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

let core: TestCore
beforeEach(async () => {
  core = createTestCore()
  await core.createWorkspace()
})
afterEach(() => core.end())

const disk = () => join(core.folder, 'Other disk')
const copies = () => join(disk(), 'Test program backups')
const own = () => join(core.folder, 'Test program.throughline', 'backups')
const makeBackup = () => core.api.backups.make(undefined)

async function choose() {
  mkdirSync(disk(), { recursive: true })
  const { token } = core.core.context.places.place(disk())
  return core.api.backups.chooseSecondPlace({ folder: token })
}

test('backups that are there and those to come are copied, byte for byte, for their owner alone', async () => {
  const first = await makeBackup()
  expect(first.copied).toBe(false)
  expect(await choose()).toMatchObject({
    where: disk(),
    reachable: true,
    overdue: false,
    copiedAt: core.clock.at,
    sameDisk: true,
  })
  core.advance(60)
  const second = await makeBackup()
  expect(second.copied).toBe(true)
  expect(readdirSync(copies()).toSorted()).toEqual([first.file, second.file].toSorted())
  for (const name of readdirSync(copies())) {
    expect(readFileSync(join(copies(), name))).toEqual(readFileSync(join(own(), name)))
    expect(statSync(join(copies(), name)).mode & 0o777).toBe(0o600)
  }
  expect(await core.api.backups.list(undefined)).toMatchObject([{ copied: true }, { copied: true }])
})

test('a place that is not there stops no backup, is said after a week, and catches up', async () => {
  await choose()
  renameSync(disk(), `${disk()} away`)
  const made = await makeBackup()
  expect(made).toMatchObject({ verified: true, copied: false })
  expect(await core.api.backups.secondPlace(undefined)).toMatchObject({ reachable: false })
  core.advance(8 * 24 * 60)
  expect(await core.api.backups.secondPlace(undefined)).toMatchObject({ overdue: true })
  renameSync(`${disk()} away`, disk())
  await core.relock()
  await makeBackup()
  expect(readdirSync(copies())).toHaveLength(2)
  expect(await core.api.backups.secondPlace(undefined)).toMatchObject({ overdue: false })
})

test('files of others in that place are left alone, and the place can be given up', async () => {
  await choose()
  mkdirSync(copies(), { recursive: true })
  writeFileSync(join(copies(), 'letter.tlbackup'), 'not ours')
  for (let at = 0; at < 12; at += 1) {
    await makeBackup()
    core.advance(1)
  }
  expect(readdirSync(copies())).toContain('letter.tlbackup')
  expect(readdirSync(own())).toHaveLength(10)
  expect(readdirSync(copies())).toHaveLength(11)
  const given = await core.api.backups.chooseSecondPlace({ folder: null })
  expect(given).toEqual({
    where: null,
    reachable: false,
    copiedAt: null,
    overdue: false,
    sameDisk: false,
  })
  expect(readdirSync(copies())).toHaveLength(11)
})

test('after a new key the copies are encrypted again too', async () => {
  await choose()
  const { file } = await makeBackup()
  const before = readFileSync(join(copies(), file))
  await core.api.access.rotate({ own: await core.seal(PASSPHRASE) })
  expect(readFileSync(join(copies(), file)).equals(before)).toBe(false)
  expect(readFileSync(join(copies(), file))).toEqual(readFileSync(join(own(), file)))
})

test('the folder of a workspace is no second place', async () => {
  const { token } = core.core.context.places.place(own())
  const choice = core.api.backups.chooseSecondPlace({ folder: token })
  await expect(choice).rejects.toMatchObject({ code: 'inside-workspace' })
})

test('a copy made where numbering began again stays, whatever older ones lie there', async () => {
  await choose()
  for (let at = 0; at < 12; at += 1) {
    await makeBackup()
    core.advance(1)
  }
  // As on the computer the workspace was restored on: no backups of its own yet.
  rmSync(own(), { recursive: true })
  const later = []
  for (let at = 0; at < 3; at += 1) {
    core.advance(1)
    later.push(await makeBackup())
  }
  expect(later[0]?.file).toContain('(1)')
  expect(later.map(({ copied }) => copied)).toEqual([true, true, true])
  expect(readdirSync(copies())).toEqual(expect.arrayContaining(later.map(({ file }) => file)))
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ['of another header', (bytes: Buffer) => Buffer.from(flipInHeader(bytes))],
])('a copy that is %s counts as none and is copied again', async (_, change) => {
  await choose()
  const { file } = await makeBackup()
  const path = join(copies(), file)
  const bytes = readFileSync(path)
  writeFileSync(path, change(bytes))
  expect(await core.api.backups.list(undefined)).toMatchObject([{ file, copied: false }])
  core.advance(1)
  await makeBackup()
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

/** Still a header, and another. */
function flipInHeader(bytes: Buffer): Uint8Array {
  const changed = Buffer.from(bytes)
  const at = changed.indexOf('"generation":1') + '"generation":'.length
  changed.write('2', at)
  return changed
}

test('a backup that was cut short here does not take the place of its whole copy', async () => {
  await choose()
  const { file } = await makeBackup()
  const bytes = readFileSync(join(copies(), file))
  writeFileSync(join(own(), file), bytes.subarray(0, -1))
  core.advance(1)
  await makeBackup()
  expect(readFileSync(join(copies(), file)).equals(bytes)).toBe(true)
})

test('copiers at once get in nobody’s way, and what one left behind is swept', async () => {
  await choose()
  renameSync(disk(), `${disk()} away`)
  for (let at = 0; at < 3; at += 1) {
    await makeBackup()
    core.advance(1)
  }
  renameSync(`${disk()} away`, disk())
  mkdirSync(copies(), { recursive: true })
  const left = join(copies(), '2027-01-01 12-00-00 (1).tlbackup.part')
  for (const path of [left, join(copies(), 'letter.part')]) {
    writeFileSync(path, 'half')
    utimesSync(path, new Date('2020-01-01'), new Date('2020-01-01'))
  }
  const { context } = core.core
  const copy = () => copyMissing(context, context.session.current().vault)
  expect(await Promise.all([copy(), copy(), copy()])).toEqual([true, true, true])
  expect(existsSync(left)).toBe(false)
  expect(readdirSync(copies()).toSorted()).toEqual(
    [...readdirSync(own()), 'letter.part'].toSorted(),
  )
})

test('a full disk is made room on by what would be removed anyway', async (context) => {
  mkdirSync(disk(), { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk()], { stdio: 'ignore' })
  } catch {
    process.stderr.write('NOT PROVED: a full second place (needs the right to mount)\n')
    return context.skip()
  }
  try {
    await fillAndCopy()
  } finally {
    execFileSync('umount', [disk()])
  }
})

async function fillAndCopy(): Promise<void> {
  await choose()
  for (let at = 0; at < 10; at += 1) {
    await makeBackup()
    core.advance(1)
  }
  expect(readdirSync(copies())).toHaveLength(10)
  const { bavail, bsize } = statfsSync(disk())
  writeFileSync(join(disk(), 'film'), Buffer.alloc(bavail * bsize))
  expect(await makeBackup()).toMatchObject({ copied: true })
  expect(readdirSync(copies())).toHaveLength(10)
}
