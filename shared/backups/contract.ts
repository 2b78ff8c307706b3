import { fileToken, place } from '../files/model.ts'
import { door, job, release } from '../kit/operation.ts'
import { list, nothing, object } from '../kit/schema.ts'
import { recentKey } from '../workspace/model.ts'
import {
  backup,
  backupFile,
  backupPreview,
  backupVerdict,
  foreignBackup,
  offeredBackup,
  restored,
  restoreRequest,
  salvaged,
  salvageRequest,
  secondPlace,
} from './model.ts'

const openOnly = { lockedToo: false }
const ownerOnly = { lockedToo: false, ownerOnly: true }
const always = { lockedToo: true }

export const backupsContract = {
  list: door(nothing, list(backup, 500), openOnly),
  make: job(nothing, backup, { says: 'Made a backup' }),
  verify: job(object({ file: backupFile }), backupVerdict, { says: 'Checked a backup' }),
  look: door(object({ file: backupFile }), backupPreview, openOnly),

  secondPlace: door(nothing, secondPlace, openOnly),
  /** Null: no second place any more; what was copied there stays. */
  chooseSecondPlace: door(object({ folder: fileToken.nullable() }), secondPlace, ownerOnly),

  /** For a workspace that is closed or cannot be opened, newest first. */
  offered: door(object({ key: recentKey }), list(offeredBackup, 500), always),
  /** Asks for a backup file; null: none was chosen. */
  chooseFile: door(nothing, foreignBackup.nullable(), always),
  restore: job(restoreRequest, restored, {
    says: 'Restored the backup of {{when}}',
    final: true,
    lockedToo: true,
  }),

  /** What can still be read of a damaged workspace, as a new one beside it. */
  salvage: job(salvageRequest, salvaged, {
    says: 'Saved what could be read of a damaged workspace',
    lockedToo: true,
  }),

  /** The whole workspace as one encrypted package, for another disk or a hand-over. */
  exportTo: release(object({ to: fileToken }), place, {
    says: 'Saved an encrypted copy of the workspace',
    ownerOnly: true,
  }),
}
