import { fileToken } from '../files/model.ts'
import { nameOnDisk } from '../kit/name-on-disk.ts'
import { instant, list, object, text, z } from '../kit/schema.ts'

export const LOCK_REASONS = [
  'idle',
  'suspend',
  'screen-locked',
  'user-switched',
  'asked',
  'core-stopped',
] as const
export type LockReason = (typeof LOCK_REASONS)[number]

export const workspaceName = nameOnDisk(80)

/** Names a remembered workspace without its path. */
export const recentKey = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('RecentKey')
export type RecentKey = z.infer<typeof recentKey>

export const recentWorkspace = object({
  key: recentKey,
  name: z.string(),
  where: z.string(),
  openedAt: instant,
  bytes: z.number().int().nonnegative(),
  missing: z.boolean(),
  /** This computer's keychain may open it. */
  keychain: z.boolean(),
})
export type RecentWorkspace = z.infer<typeof recentWorkspace>

export const olderFile = object({
  seenAt: instant,
  /** Lines of the record that were there then and are not now. */
  missing: z.number().int().nonnegative(),
})
export type OlderFile = z.infer<typeof olderFile>

export const openWorkspace = object({
  key: recentKey,
  wid: z.string(),
  name: z.string(),
  actor: z.string(),
  /** What the person may do: all, or all but vault, reveal and erase. */
  role: z.enum(['owner', 'coordinator']),
  openedAt: instant,
  recoveryConfirmed: z.boolean(),
  /** Its folder cannot be written: everything can be looked at and nothing changed. */
  readOnly: z.boolean(),
  /** The file is older than, or another than, what this computer saw last. */
  older: olderFile.nullable(),
  /** When the idle lock will close it if nothing happens; null: never. */
  locksAt: instant.nullable(),
})
export type OpenWorkspace = z.infer<typeof openWorkspace>

export const workspaceState = z.discriminatedUnion('kind', [
  object({ kind: z.literal('closed') }),
  object({
    kind: z.literal('locked'),
    key: recentKey,
    name: z.string(),
    reason: z.enum(LOCK_REASONS),
    at: instant,
  }),
  object({ kind: z.literal('open'), workspace: openWorkspace }),
])
export type WorkspaceState = z.infer<typeof workspaceState>

/** A secret typed in the page: X25519 + HKDF-SHA256 + AES-256-GCM to a one-time key of the core. */
export const sealedSecret = object({
  key: z.string().max(64),
  sender: z.base64().max(64),
  nonce: z.base64().max(24),
  box: z.base64().max(2_048),
})
export type SealedSecret = z.infer<typeof sealedSecret>

export const sealingKey = object({ key: z.string(), publicKey: z.base64() })
export type SealingKey = z.infer<typeof sealingKey>

export const newWorkspace = object({
  folder: fileToken,
  name: workspaceName,
  owner: text(80),
  passphrase: sealedSecret,
})

export const RECOVERY_GROUPS = 8
export const RECOVERY_GROUP_LENGTH = 8

/** The eight groups on the printed page: 7 signs and 1 check sign each. */
export const recoveryKit = object({
  workspace: z.string(),
  madeAt: instant,
  groups: list(z.string().length(RECOVERY_GROUP_LENGTH), RECOVERY_GROUPS),
  /** The two groups to type back, counted from 1. */
  typeBack: z.tuple([z.number().int(), z.number().int()]),
})
export type RecoveryKit = z.infer<typeof recoveryKit>

export const typedGroup = object({ number: z.number().int().min(1).max(8), text: text(40) })

export const healthProblem = z.discriminatedUnion('kind', [
  object({ kind: z.literal('not-encrypted') }),
  object({ kind: z.literal('damaged-pages'), count: z.number().int() }),
  object({ kind: z.literal('lost-references'), count: z.number().int() }),
  object({
    kind: z.literal('backup'),
    file: z.string(),
    reason: z.enum(['not-a-backup', 'of-another-workspace', 'changed', 'unreadable']),
  }),
])
export type HealthProblem = z.infer<typeof healthProblem>

export const healthReport = object({
  encrypted: z.boolean(),
  pages: z.number().int(),
  recordIntact: z.boolean(),
  recordLength: z.number().int(),
  backups: z.number().int(),
  newestBackupAt: instant.nullable(),
  problems: list(healthProblem, 100),
})
export type HealthReport = z.infer<typeof healthReport>
