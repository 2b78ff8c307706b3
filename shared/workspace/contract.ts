import { fileToken, place } from '../files/model.ts'
import { door, job, release } from '../kit/operation.ts'
import { list, nothing, object, text, z } from '../kit/schema.ts'
import {
  healthReport,
  newWorkspace,
  openWorkspace,
  recentKey,
  recentWorkspace,
  recoveryKit,
  sealedSecret,
  sealingKey,
  typedGroup,
  workspaceState,
} from './model.ts'
import { placeWarnings } from './place-warnings.ts'

const always = { lockedToo: true }
const openOnly = { lockedToo: false }
const ownerOnly = { lockedToo: false, ownerOnly: true }

export const workspaceContract = {
  state: door(nothing, workspaceState, always),
  recent: door(nothing, list(recentWorkspace, 50), always),
  forget: door(object({ key: recentKey }), nothing, always),
  /** A workspace that moved: the folder the person pointed at takes the old place in the list. */
  locate: door(object({ key: recentKey, folder: fileToken }), recentWorkspace, always),
  /** A workspace folder that is not in the list yet. */
  find: door(object({ folder: fileToken }), recentWorkspace, always),

  /** What speaks against the place of a workspace, or of one that is to be made there. */
  warnings: door(object({ key: recentKey }), placeWarnings, always),
  warningsAbout: door(object({ folder: fileToken }), placeWarnings, always),

  sealingKey: door(nothing, sealingKey, always),
  suggestPassphrase: door(nothing, object({ words: z.string() }), always),
  create: door(newWorkspace, openWorkspace, always),
  unlock: door(object({ key: recentKey, passphrase: sealedSecret }), openWorkspace, always),
  /** In a folder that cannot be written: to look at, not to change. */
  unlockToRead: door(object({ key: recentKey, passphrase: sealedSecret }), openWorkspace, always),
  /** By this computer's own keychain, where the person allowed it. */
  unlockHere: door(object({ key: recentKey }), openWorkspace, always),
  /** Forgot passphrase: the printed text opens, and sets a new passphrase for the person named. */
  recover: door(
    object({ key: recentKey, groups: list(text(40), 8), passphrase: sealedSecret }),
    openWorkspace,
    always,
  ),
  lock: door(nothing, nothing, always),
  /** After `locking`: the page has nothing left to save. */
  flushed: door(nothing, nothing, openOnly),
  /** The person did something: the idle lock starts again. */
  touch: door(nothing, openWorkspace, openOnly),
  keepUnlocked: door(
    object({ minutes: z.union([z.literal(30), z.literal(60)]) }),
    openWorkspace,
    openOnly,
  ),

  /** The older file was put back on purpose: it is the one to go on with. */
  acceptOlder: door(nothing, openWorkspace, ownerOnly),

  /** Shown only until it is confirmed: afterwards the key is nowhere but on paper. */
  recoveryKit: door(nothing, recoveryKit, ownerOnly),
  confirmRecovery: door(object({ groups: list(typedGroup, 2) }), openWorkspace, ownerOnly),
  saveRecoveryKit: release(object({ to: fileToken }), place, {
    says: 'Saved the recovery kit as a PDF',
    ownerOnly: true,
  }),

  check: job(nothing, healthReport, { says: 'Checked the workspace' }),
}
