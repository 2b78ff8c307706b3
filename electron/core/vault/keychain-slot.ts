// A second way in for somebody who has a passphrase already: a random key that only the keychain of
// one computer's system gives back. Never the only way in, and never where the keychain is a pretence.
import type { Ports } from '../ports.ts'
import {
  isSignedBy,
  MOST_SEALED_SIGNS,
  unwrapRootKey,
  wrapRootKey,
  type KeychainSlot,
  type KeyFile,
  type Slot,
} from './key-file.ts'
import type { RootAtHand } from './own-passphrase.ts'
import { NONCE_BYTES, SLOT_ID_BYTES, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'

const KEY_BYTES = 32
type Keychain = Pick<Ports, 'protectSecret' | 'revealSecret'>

/** Null: the system's keychain did not take it. */
export async function makeKeychainSlot(
  tools: VaultTools,
  keychain: Keychain,
  { root, keyFile, own }: RootAtHand,
): Promise<KeychainSlot | null> {
  const key = tools.randomBytes(KEY_BYTES)
  try {
    const protectedKey = await keychain.protectSecret(key)
    const sealed = protectedKey && Buffer.from(protectedKey).toString('base64')
    if (sealed === null || sealed.length > MOST_SEALED_SIGNS) return null
    const id = Buffer.from(tools.randomBytes(SLOT_ID_BYTES)).toString('hex')
    const { name, role } = own
    const about = { id, kind: 'keychain' as const, name, role, since: tools.now(), sealed }
    const nonce = tools.randomBytes(NONCE_BYTES)
    return wrapRootKey<KeychainSlot>(root, { about, wid: keyFile.wid }, { key, nonce })
  } finally {
    key.fill(0)
  }
}

export function isKeychainSlot(slot: Slot): slot is KeychainSlot {
  return slot.kind === 'keychain'
}

/** The key files that this computer's keychain opens. */
export async function unlockByKeychain(
  files: readonly KeyFile[],
  keychain: Keychain,
): Promise<Unlocked[]> {
  const opened: Unlocked[] = []
  for (const keyFile of files) {
    for (const slot of keyFile.slots.filter(isKeychainSlot)) {
      const root = await openHere(slot, keyFile.wid, keychain)
      if (root && isSignedBy(keyFile, root)) opened.push({ root, slot, keyFile })
      else root?.fill(0)
    }
  }
  return opened
}

/** Null: made on another computer, or by a system that was set up anew since. */
export async function openHere(
  slot: KeychainSlot,
  wid: string,
  keychain: Keychain,
): Promise<Uint8Array | null> {
  const key = await keychain.revealSecret(Buffer.from(slot.sealed, 'base64')).catch(() => null)
  if (key?.length !== KEY_BYTES) return null
  const root = unwrapRootKey(slot, wid, key)
  key.fill(0)
  return root
}
