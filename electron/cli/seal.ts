// The page's side of a sealed secret, for bytes: X25519, HKDF-SHA256, AES-256-GCM to the core's
// one-time key, so that the passphrase takes the same way as one typed in the window.
import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import type { SealedSecret, SealingKey } from '../../shared/workspace/model.ts'

const LABEL = 'throughline/page-secret/v1'
const NONCE_BYTES = 12

export function sealSecret(secret: Uint8Array, { key, publicKey }: SealingKey): SealedSecret {
  const own = generateKeyPairSync('x25519')
  const sender = Buffer.from(own.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const theirs = Buffer.from(publicKey, 'base64')
  const jwk = { kty: 'OKP', crv: 'X25519', x: theirs.toString('base64url') }
  const shared = diffieHellman({
    privateKey: own.privateKey,
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
  })
  const info = Buffer.concat([Buffer.from(LABEL), theirs, sender])
  const box = Buffer.from(hkdfSync('sha256', shared, new Uint8Array(0), info, 32))
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', box, nonce)
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  shared.fill(0)
  box.fill(0)
  return {
    key,
    sender: sender.toString('base64'),
    nonce: nonce.toString('base64'),
    box: sealed.toString('base64'),
  }
}
