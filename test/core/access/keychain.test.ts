// The keychain of this computer as a second way in: never the only one, never a pretended one.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseKeyFile } from '../../../electron/core/vault/key-file.ts'
import type { Ports } from '../../../electron/core/ports.ts'
import { createTestCore, PASSPHRASE, type TestCore } from '../../support/test-core.ts'

const NEW = 'green lanterns follow the patient heron home'

/** A system that seals with a key only it has. */
function makeKeychain(): Partial<Ports> & { broken: boolean; forget(): void } {
  let key = randomBytes(32)
  const keychain = {
    broken: false,
    forget: () => {
      key = randomBytes(32)
    },
    hasKeychain: async () => !keychain.broken,
    protectSecret: async (secret: Uint8Array) => {
      const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
      return Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
    },
    revealSecret: async (sealed: Uint8Array) => {
      if (keychain.broken) throw new Error('the keychain was reset')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    },
  }
  return keychain
}

let core: TestCore
let keychain: ReturnType<typeof makeKeychain>
beforeEach(async () => {
  keychain = makeKeychain()
  core = createTestCore({ ports: keychain })
  await core.createWorkspace()
})
afterEach(() => core.end())

const recent = async () => (await core.api.workspace.recent(undefined))[0]!
const openHere = async () => core.api.workspace.unlockHere({ key: (await recent()).key })

async function lock(): Promise<void> {
  await core.api.workspace.lock(undefined)
  core.advance(5)
}

test('what the keychain keeps opens the workspace, under the person’s own name', async () => {
  expect(await core.api.access.keychain(undefined)).toEqual({ offered: true, on: false })
  expect(await recent()).toMatchObject({ keychain: false })
  const on = await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  expect(on).toEqual({ offered: true, on: true })
  await lock()
  expect(await recent()).toMatchObject({ keychain: true })
  expect(await openHere()).toMatchObject({ actor: 'Test owner', role: 'owner' })
  expect(await core.api.access.people(undefined)).toHaveLength(1)
})

test('it goes with the passphrase it belongs to, and by itself when asked', async () => {
  await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  await core.api.access.leaveKeychain({ own: await core.seal(PASSPHRASE) })
  expect(await core.api.access.keychain(undefined)).toEqual({ offered: true, on: false })
  await lock()
  await expect(openHere()).rejects.toMatchObject({ code: 'no-keychain' })
  await core.relock()
  await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  const [own, next] = [await core.seal(PASSPHRASE), await core.seal(NEW)]
  await core.api.access.changePassphrase({ own, next })
  await lock()
  await expect(openHere()).resolves.toMatchObject({ actor: 'Test owner' })
  await core.api.access.rotate({ own: await core.seal(NEW) })
  await lock()
  await expect(openHere()).rejects.toMatchObject({ code: 'no-keychain' })
})

test('a keychain that was reset, or is none, leaves the passphrase', async () => {
  await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  await lock()
  keychain.broken = true
  expect(await recent()).toMatchObject({ keychain: false })
  await expect(openHere()).rejects.toMatchObject({ code: 'no-keychain' })
  await core.relock()
  expect(await core.api.access.keychain(undefined)).toEqual({ offered: false, on: false })
  const use = async () => core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  await expect(use()).rejects.toMatchObject({ code: 'no-keychain' })
})

test('however often a keychain was reset, the slots stay few enough to be read', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
    keychain.forget()
  }
  await core.api.access.useKeychain({ own: await core.seal(PASSPHRASE) })
  const keys = join(core.folder, 'Test program.throughline', 'keys.json')
  const file = parseKeyFile(readFileSync(keys))
  expect(file?.slots.filter(({ kind }) => kind === 'keychain')).toHaveLength(3)
  await lock()
  await expect(openHere()).resolves.toMatchObject({ actor: 'Test owner' })
})
