// One slot per person: their passphrase, made slow, wraps the root key under their name.
import { AppError } from '../../../shared/kit/errors.ts'
import {
  isSignedBy,
  signKeyFile,
  unwrapRootKey,
  wrapRootKey,
  type KeyFile,
  type PassphraseSlot,
} from './key-file.ts'
import {
  calibrateCost,
  checkCost,
  deriveFromPassphrase,
  KDF_SALT_BYTES,
  type KdfCost,
} from './kdf.ts'
import type { VaultTools } from './vault.ts'

const SLOT_ID_BYTES = 8
const NONCE_BYTES = 12

export interface Unlocked {
  readonly root: Uint8Array
  readonly slot: PassphraseSlot
  readonly keyFile: KeyFile
}

export async function makeSlot(
  tools: VaultTools,
  person: { readonly name: string; readonly passphrase: Uint8Array },
  lockTo: { readonly root: Uint8Array; readonly wid: string },
): Promise<PassphraseSlot> {
  const cost: KdfCost = tools.kdf ?? (await calibrateCost())
  const salt = tools.randomBytes(KDF_SALT_BYTES)
  const key = await deriveFromPassphrase(person.passphrase, salt, cost)
  const about = {
    id: toHex(tools.randomBytes(SLOT_ID_BYTES)),
    kind: 'passphrase' as const,
    name: person.name,
    kdf: { name: 'argon2id' as const, ...cost, salt: toHex(salt) },
  }
  const nonce = tools.randomBytes(NONCE_BYTES)
  const slot = wrapRootKey(lockTo.root, { about, wid: lockTo.wid }, { key, nonce })
  key.fill(0)
  return slot
}

/** Tries every slot of every candidate. Which of them failed is nobody's business. */
export async function unlockSlots(
  candidates: readonly KeyFile[],
  passphrase: Uint8Array,
  asked: { readonly name: string; readonly cheap: KdfCost | undefined },
): Promise<Unlocked | null> {
  for (const keyFile of candidates) {
    for (const slot of keyFile.slots) checkCost(slot.kdf, asked.name, asked.cheap)
  }
  let forged = false
  for (const keyFile of candidates) {
    for (const slot of keyFile.slots) {
      const root = await openSlot(slot, keyFile.wid, passphrase)
      if (root && isSignedBy(keyFile, root)) return { root, slot, keyFile }
      forged ||= root !== null
      root?.fill(0)
    }
  }
  if (forged) throw new AppError('keys-damaged', { name: asked.name })
  return null
}

/** The same file with one slot in the place of another, one revision up. */
export function replaceSlot(
  file: KeyFile,
  change: { readonly old: string; readonly slot: PassphraseSlot; readonly root: Uint8Array },
): KeyFile {
  const slots = file.slots.map((slot) => (slot.id === change.old ? change.slot : slot))
  return signKeyFile({ ...file, slots, slotRevision: file.slotRevision + 1 }, change.root)
}

async function openSlot(slot: PassphraseSlot, wid: string, passphrase: Uint8Array) {
  const key = await deriveFromPassphrase(passphrase, Buffer.from(slot.kdf.salt, 'hex'), slot.kdf)
  const root = unwrapRootKey(slot, wid, key)
  key.fill(0)
  return root
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
