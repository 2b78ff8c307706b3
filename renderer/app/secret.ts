// A passphrase leaves the page only sealed to a one-time key of the core: X25519 with a fresh key of
// the page, HKDF-SHA256 over both public keys, AES-256-GCM. The text the bridge carries is useless to
// whoever records it.
import type { SealedSecret, SealingKey } from '../../shared/workspace/model.ts'
import { api } from './api.ts'

const PURPOSE = new TextEncoder().encode('throughline/page-secret/v1')

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}

function toBase64(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function agreeOnKey(server: Uint8Array<ArrayBuffer>) {
  const pair = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits'])
  const sender = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const serverKey = await crypto.subtle.importKey('raw', server, { name: 'X25519' }, false, [])
  const shared = await crypto.subtle.deriveBits(
    { name: 'X25519', public: serverKey },
    pair.privateKey,
    256,
  )
  const seed = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: join(PURPOSE, server, sender) },
    seed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  return { key, sender }
}

export async function sealTo(sealing: SealingKey, secret: string): Promise<SealedSecret> {
  const { key, sender } = await agreeOnKey(fromBase64(sealing.publicKey))
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const bytes = new TextEncoder().encode(secret.normalize('NFC'))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, bytes)
  bytes.fill(0)
  return {
    key: sealing.key,
    sender: toBase64(sender),
    nonce: toBase64(nonce),
    box: toBase64(box),
  }
}

export async function seal(secret: string): Promise<SealedSecret> {
  return sealTo(await api.workspace.sealingKey(), secret)
}
