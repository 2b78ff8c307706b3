import { expect, test } from 'vitest'
import { createSealedSecrets } from '../../../electron/core/sealed-secrets.ts'
import { sealSecret } from '../../../electron/cli/seal.ts'

const refused = { code: 'invalid-input', details: { field: 'passphrase' } }
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

test.each([4, 8, 12, 15])(
  'a seal cut to %i bytes is refused, not taken as a weaker one',
  (length) => {
    const secrets = createSealedSecrets()
    const sealed = sealSecret(Buffer.from(''), secrets.offer())
    const box = base64(Buffer.from(sealed.box, 'base64').subarray(0, length))
    expect(() => secrets.open({ ...sealed, box })).toThrow(expect.objectContaining(refused))
  },
)

test.each(['00', '01', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'])(
  'a sender point of small order (%s) is refused: its shared secret would be known to all',
  (hex) => {
    const secrets = createSealedSecrets()
    const point = Buffer.alloc(32)
    Buffer.from(hex, 'hex').copy(point)
    const sealed = sealSecret(Buffer.from('words'), secrets.offer())
    const opening = () => secrets.open({ ...sealed, sender: base64(point) })
    expect(opening).toThrow(expect.objectContaining(refused))
  },
)
