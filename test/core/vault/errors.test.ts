// Every way a workspace can refuse to open, on real files: its own code, the file untouched, nothing
// made in its place.
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectFolder } from '../../../electron/core/vault/inspect.ts'
import { describeVaultError } from '../../../electron/core/vault/describe-error.ts'
import { createVault, openVault, recoverVault } from '../../../electron/core/vault/vault.ts'
import {
  copyWorkspace,
  createClosedWorkspace,
  hashOf,
  makeParent,
  onlyWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()
const named = { name: 'Acme' }

/** Refused with this code, and every file of the folder is byte for byte what it was. */
async function expectRefusal(folder: string, act: () => Promise<unknown>, refusal: unknown) {
  const before = snapshot(folder)
  expect(await refusalOf(act)).toEqual(refusal)
  expect(snapshot(folder)).toEqual(before)
}

function snapshot(folder: string) {
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted()
  return names
    .filter((name) => !['backups', 'keys'].includes(name))
    .map((name) => [name, hashOf(join(folder, name))])
}

test('a wrong passphrase is not a damaged file', async () => {
  const { folder } = await createClosedWorkspace(tools)
  await expectRefusal(folder, () => openVault(tools, folder, OTHER_PASSPHRASE), {
    code: 'wrong-passphrase',
    details: { waitSeconds: 0 },
  })
})

test('wrong passphrases slow down to a minute, never wipe, and the right one ends it', async () => {
  const slow = testTools()
  const { folder } = await createClosedWorkspace(slow)
  const waits: number[] = []
  for (let tries = 0; tries < 11; tries += 1) {
    const refusal = await refusalOf(() => openVault(slow, folder, OTHER_PASSPHRASE))
    const { waitSeconds } = (refusal as { details: { waitSeconds: number } }).details
    waits.push(waitSeconds)
    if (waitSeconds > 0) {
      const early = { code: 'too-soon', details: { waitSeconds } }
      await expectRefusal(folder, () => openVault(slow, folder, PASSPHRASE), early)
    }
    slow.advance(waitSeconds)
  }
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
  const opened = await openVault(slow, folder, PASSPHRASE)
  opened.close()
  expect(await refusalOf(() => openVault(slow, folder, OTHER_PASSPHRASE))).toMatchObject({
    details: { waitSeconds: 0 },
  })
})

test('an emptied file is never taken for a new workspace', async () => {
  const { folder, place, groups } = await createClosedWorkspace(tools)
  truncateSync(place.database, 0)
  const refusal = { code: 'workspace-emptied', details: named }
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), refusal)
  await expectRefusal(
    folder,
    () => recoverVault(tools, folder, { groups, passphrase: PASSPHRASE }),
    refusal,
  )
  expect(inspectFolder(folder)).toEqual({ name: 'Acme', bytes: 0, problem: 'workspace-emptied' })
})

test('a missing file or folder is never taken for a new workspace', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  rmSync(place.database)
  const refusal = { code: 'workspace-missing', details: named }
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), refusal)
  rmSync(folder, { recursive: true })
  expect(await refusalOf(() => openVault(tools, folder, PASSPHRASE))).toEqual(refusal)
})

test('any other folder is not a workspace', async () => {
  const folder = join(makeParent(), 'Photos')
  mkdirSync(folder)
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
    code: 'not-a-workspace',
    details: { name: 'Photos' },
  })
})

test.each([10, 4095, 4096, 5000, 8192, -4096, -1])(
  'a file cut to %i bytes is damaged',
  async (bytes) => {
    const { folder, place } = await createClosedWorkspace(tools)
    const whole = readFileSync(place.database).length
    truncateSync(place.database, bytes > 0 ? bytes : whole + bytes)
    await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
      code: 'workspace-damaged',
      details: named,
    })
  },
)

test('one flipped bit anywhere in the file is found', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const whole = readFileSync(place.database)
  const flip = fc.record({ at: fc.nat(whole.length - 1), bit: fc.nat(7) })
  await fc.assert(
    fc.asyncProperty(flip, async ({ at, bit }) => {
      const flipped = Buffer.from(whole)
      flipped[at]! ^= 1 << bit
      writeFileSync(place.database, flipped)
      await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
        code: 'workspace-damaged',
        details: named,
      })
    }),
    { numRuns: 60 },
  )
})

test('two pages that changed places are found', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const whole = readFileSync(place.database)
  const swapped = Buffer.concat([
    whole.subarray(0, 4096),
    whole.subarray(8192, 12_288),
    whole.subarray(4096, 8192),
    whole.subarray(12_288),
  ])
  writeFileSync(place.database, swapped)
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
    code: 'workspace-damaged',
    details: named,
  })
})

test('the file of another workspace in this folder is damage, not a wrong passphrase', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const other = await createClosedWorkspace(tools)
  writeFileSync(place.database, readFileSync(other.place.database))
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
    code: 'workspace-damaged',
    details: named,
  })
})

test('a workspace of a newer version is refused and stays byte for byte as it is', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const older = testTools({ migrations: onlyWorkspace })
  await expectRefusal(folder, () => openVault(older, folder, PASSPHRASE), {
    code: 'workspace-newer',
    details: named,
  })
})

test('a slip in the recovery text, and the text of another workspace, are told apart', async () => {
  const { folder, groups } = await createClosedWorkspace(tools)
  const other = await createClosedWorkspace(tools)
  const recover = (typed: readonly string[]) => () =>
    recoverVault(tools, folder, { groups: typed, passphrase: OTHER_PASSPHRASE })
  const [first = ''] = groups
  const slip = groups.with(0, (first.startsWith('A') ? 'B' : 'A') + first.slice(1))
  await expectRefusal(folder, recover(slip), { code: 'recovery-typo', details: { groups: [1] } })
  await expectRefusal(folder, recover(other.groups), {
    code: 'recovery-of-another-workspace',
    details: {},
  })
  await expectRefusal(folder, recover(groups.slice(1)), {
    code: 'recovery-incomplete',
    details: { groups: 7 },
  })
})

test('lost key files and damaged ones are told apart', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const lost = copyWorkspace(folder)
  for (const name of ['keys.json', 'keys.json.bak']) rmSync(join(lost, name))
  await expectRefusal(lost, () => openVault(tools, lost, PASSPHRASE), {
    code: 'keys-missing',
    details: named,
  })
  const damaged = copyWorkspace(folder)
  for (const name of ['keys.json', 'keys.json.bak'])
    writeFileSync(join(damaged, name), '{"format":')
  await expectRefusal(damaged, () => openVault(tools, damaged, PASSPHRASE), {
    code: 'keys-damaged',
    details: named,
  })
})

test('a trigger that our migrations did not write is not run: the file is refused', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const opened = await openVault(tools, folder, PASSPHRASE)
  opened.db.exec('CREATE TRIGGER spy AFTER INSERT ON note BEGIN DELETE FROM account; END')
  opened.close()
  await expectRefusal(folder, () => openVault(tools, folder, PASSPHRASE), {
    code: 'workspace-damaged',
    details: named,
  })
})

test.each([
  ['EACCES', 'folder-not-writable'],
  ['EROFS', 'folder-not-writable'],
  ['SQLITE_READONLY_DIRECTORY', 'folder-not-writable'],
  ['ENOSPC', 'disk-full'],
  ['SQLITE_FULL', 'disk-full'],
  ['EIO', 'disk-error'],
  ['SQLITE_IOERR_FSYNC', 'disk-error'],
  ['SQLITE_CORRUPT_VTAB', 'workspace-damaged'],
  ['SQLITE_NOTADB', 'workspace-damaged'],
  ['SQLITE_BUSY', 'workspace-in-use'],
])('%s is told as %s', (code, told) => {
  const fault = Object.assign(new Error(code), { code })
  expect(describeVaultError(fault, 'Acme')).toMatchObject({ name: 'AppError', code: told })
})

test('a parent folder that is gone is named, and nothing is made', async () => {
  const parent = join(makeParent(), 'gone')
  const plan = { parent, name: 'Acme', owner: 'Ada', passphrase: PASSPHRASE }
  expect(await refusalOf(() => createVault(tools, plan))).toEqual({
    code: 'file-missing',
    details: { name: 'gone' },
  })
})
