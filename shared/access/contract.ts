import { door, job } from '../kit/operation.ts'
import { list, nothing, object } from '../kit/schema.ts'
import { sealedSecret } from '../workspace/model.ts'
import {
  keychain,
  keyHolder,
  keyHolderId,
  MOST_KEY_HOLDERS,
  newKeyHolder,
  rotation,
} from './model.ts'

const own = object({ own: sealedSecret })

export const accessContract = {
  people: door(nothing, list(keyHolder, MOST_KEY_HOLDERS), { lockedToo: false }),
  add: job(newKeyHolder, keyHolder, {
    says: 'Gave {{name}} a passphrase of their own',
    ownerOnly: true,
  }),
  remove: job(object({ id: keyHolderId, own: sealedSecret }), nothing, {
    says: 'Took the passphrase of {{name}} away',
    ownerOnly: true,
  }),
  changePassphrase: job(object({ own: sealedSecret, next: sealedSecret }), nothing, {
    says: 'Changed the passphrase of {{name}}',
    final: true,
    changes: ['backups'],
  }),
  /** A new root key and a new recovery text; whoever has the old sheet can open no later state. */
  rotate: job(own, rotation, {
    says: 'Changed the key of the workspace',
    final: true,
    ownerOnly: true,
    changes: ['backups', 'workspace'],
  }),
  keychain: door(nothing, keychain, { lockedToo: false }),
  useKeychain: job(own, keychain, {
    says: 'Let this computer open the workspace for {{name}}',
  }),
  leaveKeychain: job(own, keychain, {
    says: 'Took this computer’s own way to open the workspace away',
  }),
}
