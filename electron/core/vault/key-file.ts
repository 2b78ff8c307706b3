// keys.json: the root key wrapped once per person. Canonical JSON, so that its MAC and a comparison
// of two copies mean the same thing on every machine. Who and at what cost stand in the authenticated
// data of each wrap: neither can be changed without the slot refusing to open.
import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { MOST_KEY_HOLDERS, role } from '../../../shared/access/model.ts'
import { z } from '../../../shared/kit/schema.ts'
import { openBox } from '../open-box.ts'
import { toCanonicalJson } from './canonical.ts'
import { deriveKey } from './keys.ts'

export const KEY_FILE_BYTES = 16 * 1024
const TAG_BYTES = 16
const NONCE_BYTES = 12
const CIPHER = 'sqlcipher-4'
export const MOST_SEALED_SIGNS = 800

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

const holder = {
  id: hex(8),
  name: z.string().min(1).max(80),
  role,
  since: z.iso.datetime(),
}
const wrap = z.strictObject({ nonce: hex(NONCE_BYTES), box: hex(32 + TAG_BYTES) })

const passphraseSlot = z.strictObject({
  ...holder,
  kind: z.literal('passphrase'),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: z.number().int(),
    passes: z.number().int(),
    lanes: z.number().int(),
    salt: hex(16),
  }),
  wrap,
})
export type PassphraseSlot = z.infer<typeof passphraseSlot>

/** The same person on one computer: what its keychain keeps opens it. Never without a passphrase slot. */
const keychainSlot = z.strictObject({
  ...holder,
  kind: z.literal('keychain'),
  /** The wrapping key, as that computer's keychain sealed it. */
  sealed: z.base64().max(MOST_SEALED_SIGNS),
  wrap,
})
export type KeychainSlot = z.infer<typeof keychainSlot>
export type Slot = PassphraseSlot | KeychainSlot

export const keyFile = z.strictObject({
  format: z.literal('throughline-keys'),
  version: z.literal(1),
  wid: hex(16),
  cipher: z.literal(CIPHER),
  keyVersion: z.number().int().positive(),
  slotRevision: z.number().int().positive(),
  slots: z
    .array(z.discriminatedUnion('kind', [passphraseSlot, keychainSlot]))
    .min(1)
    .max(MOST_KEY_HOLDERS * 2),
  mac: hex(32),
})
export type KeyFile = z.infer<typeof keyFile>
export type UnsignedKeyFile = Omit<KeyFile, 'mac'>

/** Null: not a key file, or not exactly the text we would have written. */
export function parseKeyFile(bytes: Uint8Array): KeyFile | null {
  if (bytes.length > KEY_FILE_BYTES) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const parsed = keyFile.parse(JSON.parse(text))
    return toCanonicalJson(parsed) === text ? parsed : null
  } catch {
    return null
  }
}

export function writeKeyFile(file: KeyFile): Buffer {
  return Buffer.from(toCanonicalJson(file))
}

/** A former signature is not part of what is signed. */
export function signKeyFile(file: UnsignedKeyFile, root: Uint8Array): KeyFile {
  return { ...file, mac: macOf(file, root).toString('hex') }
}

export function isSignedBy(file: KeyFile, root: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(file.mac, 'hex'), macOf(file, root))
}

export function startKeyFile(wid: string, slot: Slot): UnsignedKeyFile {
  const format = 'throughline-keys'
  return { format, version: 1, wid, cipher: CIPHER, keyVersion: 1, slotRevision: 1, slots: [slot] }
}

/** Everything of a slot but the wrap: who, by which means, at what cost. */
export type Wrapped<S extends Slot> = Omit<S, 'wrap'>

export function wrapRootKey<S extends Slot>(
  root: Uint8Array,
  slot: { readonly about: Wrapped<S>; readonly wid: string },
  secret: { readonly key: Uint8Array; readonly nonce: Uint8Array },
): Wrapped<S> & Pick<S, 'wrap'> {
  const cipher = createCipheriv('aes-256-gcm', secret.key, secret.nonce)
  cipher.setAAD(authenticatedData(slot.about, slot.wid))
  const box = Buffer.concat([cipher.update(root), cipher.final(), cipher.getAuthTag()])
  const nonce = Buffer.from(secret.nonce).toString('hex')
  return { ...slot.about, wrap: { nonce, box: box.toString('hex') } }
}

/** Null: this key does not open the slot. */
export function unwrapRootKey(slot: Slot, wid: string, key: Uint8Array): Uint8Array | null {
  const { wrap: _, ...rest } = slot
  const nonce = Buffer.from(slot.wrap.nonce, 'hex')
  const about = authenticatedData(rest, wid)
  return openBox(Buffer.from(slot.wrap.box, 'hex'), { key, nonce, about })
}

function authenticatedData(about: object, wid: string): Buffer {
  return Buffer.from(toCanonicalJson({ format: 'throughline-keys', version: 1, wid, ...about }))
}

function macOf(file: UnsignedKeyFile, root: Uint8Array): Buffer {
  const signed = Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'mac'))
  const key = deriveKey(root, Buffer.from(file.wid, 'hex'), 'keyFile')
  const mac = createHmac('sha256', key).update(toCanonicalJson(signed)).digest()
  key.fill(0)
  return mac
}

export function isPassphraseSlot(slot: Slot): slot is PassphraseSlot {
  return slot.kind === 'passphrase'
}

/** Newer first: a new root key before any change of slots under the old one. */
export function compareRevisions(a: KeyFile, b: KeyFile): number {
  return b.keyVersion - a.keyVersion || b.slotRevision - a.slotRevision
}
