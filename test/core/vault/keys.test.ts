import { argon2Sync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toCanonicalJson } from '../../../electron/core/vault/canonical.ts'
import {
  calibrateCost,
  isWithinBounds,
  deriveFromPassphrase,
} from '../../../electron/core/vault/kdf.ts'
import {
  isPassphraseSlot,
  parseKeyFile,
  type KeyFile,
} from '../../../electron/core/vault/key-file.ts'
import { openVault, recoverVault } from '../../../electron/core/vault/vault.ts'
import {
  createClosedWorkspace,
  hashOf,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  refusalOf,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()

async function openAndClose(folder: string, passphrase: Uint8Array = PASSPHRASE): Promise<void> {
  const opened = await openVault(tools, folder, passphrase)
  opened.close()
}

test('the key is Argon2id of the passphrase, as another implementation computes it', async () => {
  const salt = new Uint8Array(16).fill(3)
  const ours = await deriveFromPassphrase(PASSPHRASE, salt, {
    memoryKiB: 65_536,
    passes: 3,
    lanes: 4,
  })
  const parameters = { message: PASSPHRASE, nonce: salt, parallelism: 4, tagLength: 32 }
  const theirs = argon2Sync('argon2id', { ...parameters, memory: 65_536, passes: 3 })
  expect(Buffer.from(ours)).toEqual(theirs)
})

test('calibration stays within the bounds and near half a second', async () => {
  const cost = await calibrateCost()
  expect(isWithinBounds(cost)).toBe(true)
  expect(cost.memoryKiB * cost.passes).toBeGreaterThanOrEqual(64 * 1024)
})

test.each([
  { memoryKiB: 64 * 1024 - 1, passes: 3, lanes: 4 },
  { memoryKiB: 1024 * 1024 + 1, passes: 3, lanes: 4 },
  { memoryKiB: 65_536, passes: 0, lanes: 4 },
  { memoryKiB: 65_536, passes: 13, lanes: 4 },
  { memoryKiB: 65_536, passes: 3, lanes: 0 },
  { memoryKiB: 65_536, passes: 3, lanes: 17 },
])('a key file may not ask for %o', (cost) => {
  expect(isWithinBounds(cost)).toBe(false)
})

test('a key file that asks for what it may not is never tried, but its twin is', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const file = parseKeyFile(readFileSync(place.keys))!
  const slots = file.slots
    .filter(isPassphraseSlot)
    .map((slot) => ({ ...slot, kdf: { ...slot.kdf, memoryKiB: 2 ** 31 } }))
  const changed = toCanonicalJson({ ...file, slots })
  writeFileSync(place.keys, changed)
  await openAndClose(folder)
  for (const path of [place.keys, place.keysCopy]) writeFileSync(path, changed)
  expect(await refusalOf(() => openAndClose(folder))).toMatchObject({ code: 'keys-damaged' })
})

test('the key file is canonical and its twin is the same', async () => {
  const { place } = await createClosedWorkspace(tools)
  const bytes = readFileSync(place.keys)
  expect(bytes.length).toBeLessThanOrEqual(16 * 1024)
  expect(bytes.toString()).toBe(toCanonicalJson(JSON.parse(bytes.toString())))
  expect(hashOf(place.keysCopy)).toBe(hashOf(place.keys))
  expect(parseKeyFile(Buffer.from(` ${bytes.toString()}`))).toBeNull()
  expect(parseKeyFile(Buffer.alloc(16 * 1024 + 1, 32))).toBeNull()
})

test.each(['keys', 'keysCopy'] as const)(
  'when %s is lost or damaged, opening writes it again',
  async (which) => {
    const { folder, place } = await createClosedWorkspace(tools)
    const whole = hashOf(place[which])
    rmSync(place[which])
    await openAndClose(folder)
    expect(hashOf(place[which])).toBe(whole)
    writeFileSync(place[which], readFileSync(place[which]).fill(0, 40, 60))
    await openAndClose(folder)
    expect(hashOf(place[which])).toBe(whole)
  },
)

test('cost and name of a slot cannot be changed without the slot refusing to open', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const file = parseKeyFile(readFileSync(place.keys))!
  const slot = file.slots.find(isPassphraseSlot)
  const changes: KeyFile[] = [
    { ...file, slots: [{ ...slot!, name: 'Eve' }] },
    { ...file, slots: [{ ...slot!, role: 'coordinator' }] },
    { ...file, slots: [{ ...slot!, kdf: { ...slot!.kdf, passes: 2 } }] },
    { ...file, slots: [{ ...slot!, kdf: { ...slot!.kdf, lanes: 2 } }] },
    { ...file, slots: [{ ...slot!, id: '0'.repeat(16) }] },
  ]
  for (const changed of changes) {
    for (const path of [place.keys, place.keysCopy]) writeFileSync(path, toCanonicalJson(changed))
    expect(await refusalOf(() => openAndClose(folder))).toMatchObject({
      code: expect.stringMatching(/wrong-passphrase|too-soon/),
    })
    tools.advance(60)
  }
})

test('a key file whose slots are whole but whose seal is broken is damaged, not a wrong passphrase', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  const file = parseKeyFile(readFileSync(place.keys))!
  const changed = toCanonicalJson({ ...file, slotRevision: 9 })
  for (const path of [place.keys, place.keysCopy]) writeFileSync(path, changed)
  expect(await refusalOf(() => openAndClose(folder))).toMatchObject({ code: 'keys-damaged' })
})

test('an old passphrase cannot be brought back with old key files', async () => {
  const { folder, place, groups } = await createClosedWorkspace(tools)
  const old = readFileSync(place.keys)
  const recovered = await recoverVault(tools, folder, { groups, passphrase: OTHER_PASSPHRASE })
  recovered.close()
  for (const path of [place.keys, place.keysCopy]) writeFileSync(path, old)
  expect(await refusalOf(() => openAndClose(folder))).toMatchObject({ code: 'wrong-passphrase' })
  // The database knew better and put the right files back.
  await openAndClose(folder, OTHER_PASSPHRASE)
})

test('of two whole key files only the newer revision counts', async () => {
  const { folder, place, groups } = await createClosedWorkspace(tools)
  const old = readFileSync(place.keys)
  const recovered = await recoverVault(tools, folder, { groups, passphrase: OTHER_PASSPHRASE })
  recovered.close()
  writeFileSync(place.keys, old)
  expect(await refusalOf(() => openAndClose(folder))).toMatchObject({ code: 'wrong-passphrase' })
  await openAndClose(folder, OTHER_PASSPHRASE)
})

test('stopped between the key files and the table, the new passphrase opens', async () => {
  const { folder, place, groups } = await createClosedWorkspace(tools)
  const before = readFileSync(place.database)
  const recovered = await recoverVault(tools, folder, { groups, passphrase: OTHER_PASSPHRASE })
  recovered.close()
  writeFileSync(place.database, before)
  await openAndClose(folder, OTHER_PASSPHRASE)
  expect(await refusalOf(() => openAndClose(folder))).toMatchObject({ code: 'wrong-passphrase' })
})

test('a slot that opens too quickly is wrapped again at a higher cost, under the same passphrase', async () => {
  const quick = { memoryKiB: 64 * 1024, passes: 1, lanes: 1 }
  const { folder, place } = await createClosedWorkspace(testTools({ kdf: quick }))
  const before = parseKeyFile(readFileSync(place.keys))!
  const { kdf: _, ...calibrating } = testTools()
  // On a machine that is busy just then it does not open quickly.
  for (let turn = 0; turn < 8; turn += 1) {
    const opened = await openVault(calibrating, folder, PASSPHRASE)
    opened.close()
    if (parseKeyFile(readFileSync(place.keys))!.slotRevision > before.slotRevision) break
  }
  const after = parseKeyFile(readFileSync(place.keys))!
  expect(after.slotRevision).toBe(before.slotRevision + 1)
  const { memoryKiB, passes } = after.slots.find(isPassphraseSlot)!.kdf
  expect(memoryKiB * passes).toBeGreaterThan(quick.memoryKiB * quick.passes)
  expect(hashOf(place.keysCopy)).toBe(hashOf(place.keys))
  const again = await openVault(calibrating, folder, PASSPHRASE)
  again.close()
})
