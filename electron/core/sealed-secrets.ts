// A passphrase typed in the page is sealed there to a key that exists once, so that it never lies
// readable in a message, a queue or a log. X25519, HKDF-SHA256, AES-256-GCM.
import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto'
import { randomBytes, type KeyObject } from 'node:crypto'
import { AppError } from '../../shared/kit/errors.ts'
import type { SealedSecret, SealingKey } from '../../shared/workspace/model.ts'
import { openBox } from './open-box.ts'

const LABEL = 'throughline/page-secret/v1'
const MOST_KEYS = 16

export interface SealedSecrets {
  offer(): SealingKey
  /** Each key opens one secret and is gone. The caller zeroes the bytes after use. */
  open(secret: SealedSecret): Uint8Array
}

export function createSealedSecrets(): SealedSecrets {
  const offered = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: Buffer }>()
  return {
    offer: () => {
      const { privateKey, publicKey } = generateKeyPairSync('x25519')
      const key = randomBytes(16).toString('hex')
      const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
      offered.set(key, { privateKey, publicKey: raw })
      const oldest = offered.keys().next().value
      if (offered.size > MOST_KEYS && oldest !== undefined) offered.delete(oldest)
      return { key, publicKey: raw.toString('base64') }
    },
    open: (secret) => {
      const pair = offered.get(secret.key)
      offered.delete(secret.key)
      if (!pair) throw new AppError('invalid-input', { field: 'passphrase' })
      try {
        return decrypt(pair.privateKey, pair.publicKey, secret)
      } catch {
        // Whatever failed in here, the one thing to say is that the field did not arrive whole.
        throw new AppError('invalid-input', { field: 'passphrase' })
      }
    },
  }
}

function decrypt(privateKey: KeyObject, ours: Buffer, secret: SealedSecret): Uint8Array {
  const sender = Buffer.from(secret.sender, 'base64')
  const shared = diffieHellman({
    privateKey,
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'X25519', x: sender.toString('base64url') },
      format: 'jwk',
    }),
  })
  const info = Buffer.concat([Buffer.from(LABEL), ours, sender])
  const key = Buffer.from(hkdfSync('sha256', shared, new Uint8Array(0), info, 32))
  const nonce = Buffer.from(secret.nonce, 'base64')
  const opened = openBox(Buffer.from(secret.box, 'base64'), { key, nonce })
  shared.fill(0)
  key.fill(0)
  if (!opened) throw new Error('The box is not whole')
  return opened
}
