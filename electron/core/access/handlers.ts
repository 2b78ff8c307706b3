import type { FeatureHandlers } from '../feature.ts'
import { getKeyFile } from '../vault/own-passphrase.ts'
import { checkPassphrase } from '../vault/passphrase.ts'
import {
  addHolder,
  changeOwnPassphrase,
  describeHolder,
  describeHolders,
  getHolder,
  removeHolder,
} from '../vault/people.ts'
import { withSecret } from '../workspace/opening.ts'
import { changeKeys } from './change-keys.ts'
import { describeKeychain, enterKeychain, leaveKeychain } from './keychain.ts'
import { rotateKey } from './rotate-key.ts'

export const accessHandlers: FeatureHandlers<'access'> = {
  people: (core) => {
    const { vault } = core.session.current()
    return describeHolders(getKeyFile(vault), vault.actor)
  },
  add: (desk, { name, role, passphrase: secret, own }) =>
    withSecret(desk.core, secret, (passphrase) =>
      changeKeys(desk, own, {
        work: async (vault, at) => {
          await checkPassphrase(passphrase, [name, vault.name])
          return addHolder(vault, at, { name, role, passphrase })
        },
        answer: (tx, { next }) => {
          tx.about({ name })
          return describeHolder(next, name)
        },
      }),
    ),
  remove: (desk, { id, own }) =>
    changeKeys(desk, own, {
      work: (_, at) => removeHolder(at, id),
      answer: (tx, { before }) => {
        tx.about({ name: getHolder(before, id).name })
        return undefined
      },
    }),
  changePassphrase: (desk, { own, next: secret }) =>
    withSecret(desk.core, secret, (next) =>
      changeKeys(desk, own, {
        work: async (vault, at) => {
          await checkPassphrase(next, [at.own.name, vault.name])
          return changeOwnPassphrase(vault, at, next)
        },
        answer: (tx) => {
          tx.about({ name: tx.actor })
          return undefined
        },
      }),
    ),
  rotate: (desk, { own }) => rotateKey(desk, own),
  keychain: (core) => describeKeychain(core),
  useKeychain: (desk, { own }) => enterKeychain(desk, own),
  leaveKeychain: (desk, { own }) => leaveKeychain(desk, own),
}
