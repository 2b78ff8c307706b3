// One slot per person: their passphrase, made slow, wraps the root key under their name and role.
import { MOST_KEY_HOLDERS, type Role } from '../../../shared/access/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { calibrateCost, isWithinBounds, deriveFromPassphrase, KDF_SALT_BYTES } from './kdf.ts'
import type { KdfCost } from './kdf.ts'
import {
  compareRevisions,
  isPassphraseSlot,
  isSignedBy,
  parseKeyFile,
  signKeyFile,
  unwrapRootKey,
  wrapRootKey,
  writeKeyFile,
  type KeyFile,
  type PassphraseSlot,
  type Slot,
} from './key-file.ts'
import type { VaultTools } from './vault.ts'

export const SLOT_ID_BYTES = 8
export const NONCE_BYTES = 12

export interface Unlocked {
  readonly root: Uint8Array
  readonly slot: Slot
  readonly keyFile: KeyFile
}

export interface NewHolder {
  readonly name: string
  readonly role: Role
  readonly passphrase: Uint8Array
  /** Of a person who is known already: the slot stays theirs. */
  readonly id?: string
  readonly since?: string
}

interface LockTo {
  readonly root: Uint8Array
  readonly wid: string
  /** A slot whose salt and cost are shared: trying a passphrase on all slots is then one derivation. */
  readonly like?: PassphraseSlot | undefined
}

export async function makeSlot(
  tools: VaultTools,
  holder: NewHolder,
  { root, wid, like }: LockTo,
): Promise<PassphraseSlot> {
  const kdf = like?.kdf ?? (await startKdf(tools))
  const key = await deriveFromPassphrase(holder.passphrase, Buffer.from(kdf.salt, 'hex'), kdf)
  const { name, role, id = toHex(tools.randomBytes(SLOT_ID_BYTES)), since = tools.now() } = holder
  const about = { id, kind: 'passphrase' as const, name, role, since, kdf }
  const nonce = tools.randomBytes(NONCE_BYTES)
  const slot = wrapRootKey<PassphraseSlot>(root, { about, wid }, { key, nonce })
  key.fill(0)
  return slot
}

async function startKdf(tools: VaultTools): Promise<PassphraseSlot['kdf']> {
  const cost: KdfCost = tools.kdf ?? (await calibrateCost())
  return { name: 'argon2id', ...cost, salt: toHex(tools.randomBytes(KDF_SALT_BYTES)) }
}

interface Asked {
  readonly name: string
  readonly cheap: KdfCost | undefined
}

/**
 * Every key file the passphrase opens, newest first; more than one only while a new root key is
 * being put in place. Which slot failed is nobody's business.
 */
export async function unlockSlots(
  candidates: readonly KeyFile[],
  passphrase: Uint8Array,
  asked: Asked,
): Promise<Unlocked[]> {
  const newestFirst = listAffordable(candidates, asked).toSorted(compareRevisions)
  const derive = rememberDerived(passphrase)
  const opened: Unlocked[] = []
  let forged = false
  for (const keyFile of newestFirst) {
    for (const slot of keyFile.slots.filter(isPassphraseSlot)) {
      const root = unwrapRootKey(slot, keyFile.wid, await derive.key(slot.kdf))
      if (!root) continue
      if (isSignedBy(keyFile, root)) opened.push({ root, slot, keyFile })
      else {
        forged = true
        root.fill(0)
      }
    }
  }
  derive.forget()
  if (forged && opened.length === 0) throw new AppError('keys-damaged', { name: asked.name })
  return dropOutdated(opened, newestFirst)
}

/** A forged cost could take the machine's whole memory: such a file is not tried, the others are. */
function listAffordable(candidates: readonly KeyFile[], asked: Asked): KeyFile[] {
  const affordable = candidates.filter(({ slots }) =>
    slots.filter(isPassphraseSlot).every(({ kdf }) => isWithinBounds(kdf, asked.cheap)),
  )
  if (affordable.length === 0) throw new AppError('keys-damaged', { name: asked.name })
  return affordable
}

export function dropOutdated(opened: readonly Unlocked[], all: readonly KeyFile[]): Unlocked[] {
  const outdated = opened.filter((unlocked) => isOutdated(unlocked, all))
  for (const { root } of outdated) root.fill(0)
  return opened
    .filter((unlocked) => !outdated.includes(unlocked))
    .toSorted((a, b) => compareRevisions(a.keyFile, b.keyFile))
}

/** An earlier file of the same root key: a passphrase that was changed or taken away since. */
function isOutdated({ root, keyFile }: Unlocked, all: readonly KeyFile[]): boolean {
  return all.some((other) => compareRevisions(other, keyFile) < 0 && isSignedBy(other, root))
}

/** One derivation for all slots with the same salt and cost. */
function rememberDerived(passphrase: Uint8Array) {
  const derived = new Map<string, Uint8Array>()
  return {
    key: async (kdf: PassphraseSlot['kdf']) => {
      const name = JSON.stringify(kdf)
      const known = derived.get(name)
      if (known) return known
      const key = await deriveFromPassphrase(passphrase, Buffer.from(kdf.salt, 'hex'), kdf)
      derived.set(name, key)
      return key
    },
    forget: () => {
      for (const key of derived.values()) key.fill(0)
    },
  }
}

/** The same file with other slots, one revision up. */
export function changeSlots(
  file: KeyFile,
  root: Uint8Array,
  change: (slots: readonly Slot[]) => readonly Slot[],
): KeyFile {
  const slots = [...change(file.slots)]
  const changed = signKeyFile({ ...file, slots, slotRevision: file.slotRevision + 1 }, root)
  // One that cannot be read back would leave nobody a way in.
  if (!parseKeyFile(writeKeyFile(changed)))
    throw new AppError('too-many-people', { most: MOST_KEY_HOLDERS })
  return changed
}

export function replaceSlot(
  file: KeyFile,
  { old, slot, root }: { readonly old: string; readonly slot: Slot; readonly root: Uint8Array },
): KeyFile {
  return changeSlots(file, root, (slots) => slots.map((known) => (known.id === old ? slot : known)))
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
