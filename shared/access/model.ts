import { instant, list, object, text, z } from '../kit/schema.ts'
import { sealedSecret } from '../workspace/model.ts'

/** Everything but the vault, reveals and erasures is open to a coordinator. */
export const ROLES = ['owner', 'coordinator'] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

/** The key file stays small enough to be read whole before anything about it is believed. */
export const MOST_KEY_HOLDERS = 12

export const keyHolderId = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand('KeyHolderId')
export type KeyHolderId = z.infer<typeof keyHolderId>

/** Somebody who may open the workspace, with a passphrase of their own. */
export const keyHolder = object({
  id: keyHolderId,
  name: z.string(),
  role,
  since: instant,
  isYou: z.boolean(),
})
export type KeyHolder = z.infer<typeof keyHolder>

export const newKeyHolder = object({
  name: text(80),
  role,
  /** Theirs: told to them, and changed by them when they first open the workspace. */
  passphrase: sealedSecret,
  /** Yours: only it brings the root key back for the moment this takes. */
  own: sealedSecret,
})

/** What a new key leaves behind that still answers to the old one. */
export const rotation = object({
  /** Backups that were encrypted again under the new key. */
  repacked: z.number().int().nonnegative(),
  /** Backups that could not be, by file name: they open with the old recovery text only. */
  leftBehind: list(z.string(), 200),
  /** People whose passphrase no longer opens: they are to be added again. */
  lostAccess: list(z.string(), MOST_KEY_HOLDERS),
})
export type Rotation = z.infer<typeof rotation>

/** Opening without typing, through the keychain of this computer's system. */
export const keychain = object({
  /** Whether this window can ask a keychain that really protects. */
  offered: z.boolean(),
  on: z.boolean(),
})
export type Keychain = z.infer<typeof keychain>
