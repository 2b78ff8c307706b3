import { fileToken } from '../files/model.ts'
import { instant, list, object, text, z } from '../kit/schema.ts'
import { rowsLost } from '../workspace/salvage.ts'
import { openWorkspace, recentKey, sealedSecret, workspaceName } from '../workspace/model.ts'

/** A file in the workspace's own backup folder, by name. */
export const backupFile = z
  .string()
  .max(120)
  .regex(/^[^/\\\0]+\.tlbackup$/)
  .brand('BackupFile')
export type BackupFile = z.infer<typeof backupFile>

/**
 * Whose passphrase opens it, wherever it is taken:
 * present     those that open the workspace now
 * earlier     also one that was changed or taken away since
 * former-key  only passphrases and recovery text from before the key was changed
 */
export const OPENS_WITH = ['present', 'earlier', 'former-key'] as const

export const backup = object({
  file: backupFile,
  madeAt: instant,
  bytes: z.number().int(),
  /** It was opened and counted when it was made, and is as long as it was then. */
  verified: z.boolean(),
  opensWith: z.enum(OPENS_WITH),
  /** Also in the second place. */
  copied: z.boolean(),
})
export type Backup = z.infer<typeof backup>

export const BACKUP_FLAWS = [
  'not-a-backup',
  'of-another-workspace',
  'changed',
  'unreadable',
] as const

export const backupVerdict = z.discriminatedUnion('whole', [
  object({ whole: z.literal(true) }),
  object({ whole: z.literal(false), reason: z.enum(BACKUP_FLAWS) }),
])
export type BackupVerdict = z.infer<typeof backupVerdict>

/** How many of one kind of thing were in it, and are there now; only what people would name. */
export const contentCount = object({
  /** One of them, as the app calls it: "priority". */
  noun: z.string(),
  inBackup: z.number().int().nonnegative(),
  now: z.number().int().nonnegative(),
})

export const backupPreview = object({
  file: backupFile,
  madeAt: instant,
  bytes: z.number().int(),
  counts: list(contentCount, 100),
  /** Lines of the record made since: what restoring it would take back. */
  actsSince: z.number().int().nonnegative(),
})
export type BackupPreview = z.infer<typeof backupPreview>

/** A folder on another disk that each backup is copied to. */
export const secondPlace = object({
  where: z.string().nullable(),
  reachable: z.boolean(),
  copiedAt: instant.nullable(),
  /** No copy for more than a week. */
  overdue: z.boolean(),
  /** On the same disk as the workspace, and lost together with it. */
  sameDisk: z.boolean(),
})
export type SecondPlace = z.infer<typeof secondPlace>

/** What can be said of a backup before anything is open. */
export const offeredBackup = object({
  file: backupFile,
  madeAt: instant,
  bytes: z.number().int(),
  /** False: cut short, or not a backup at all. */
  whole: z.boolean(),
})
export type OfferedBackup = z.infer<typeof offeredBackup>

/** A backup file from anywhere: a second place, a drive, another computer. */
export const foreignBackup = object({
  file: fileToken,
  name: z.string(),
  /** What the workspace was called. */
  workspace: z.string(),
  madeAt: instant,
  bytes: z.number().int(),
})
export type ForeignBackup = z.infer<typeof foreignBackup>

/** How a person shows that they may: their passphrase, or the printed text and a new one. */
export const way = z.discriminatedUnion('kind', [
  object({ kind: z.literal('passphrase'), passphrase: sealedSecret }),
  object({
    kind: z.literal('recovery'),
    groups: list(text(40), 8),
    passphrase: sealedSecret,
  }),
])
export type Way = z.infer<typeof way>

export const restoreRequest = object({
  from: z.discriminatedUnion('kind', [
    object({ kind: z.literal('own'), file: backupFile }),
    object({ kind: z.literal('file'), file: fileToken }),
  ]),
  into: z.discriminatedUnion('kind', [
    object({ kind: z.literal('workspace'), key: recentKey }),
    object({ kind: z.literal('new'), folder: fileToken, name: workspaceName }),
  ]),
  way,
})

export const restoreReport = object({
  madeAt: instant,
  /** What was promised and is carried over from the present file or its tail. */
  carried: object({
    record: z.number().int().nonnegative(),
    releases: z.number().int().nonnegative(),
    erasures: z.number().int().nonnegative(),
    destroyedWaves: z.number().int().nonnegative(),
  }),
  /** The present file and its tail could not be read: from here on the ledger has a gap. */
  incompleteSince: instant.nullable(),
  /** The file that was there before, set aside under this name; null: there was none. */
  keptAs: z.string().nullable(),
})
export type RestoreReport = z.infer<typeof restoreReport>

export const salvageRequest = object({
  key: recentKey,
  into: object({ folder: fileToken, name: workspaceName }),
  way,
})

/** One kind of thing, as the app calls it; null: what the app keeps for itself. */
export const salvagedKind = object({
  noun: z.string().nullable(),
  rows: z.number().int().nonnegative(),
  lost: rowsLost,
  /** Read, but what they belonged to is gone. */
  leftOut: z.number().int().nonnegative(),
})
export type SalvagedKind = z.infer<typeof salvagedKind>

export const salvaged = object({
  workspace: openWorkspace,
  report: object({
    pages: z.number().int(),
    damagedPages: z.number().int(),
    missingPages: z.number().int().nullable(),
    kinds: list(salvagedKind, 200),
    unplacedRows: z.number().int(),
    /** Somebody put back an older state of some pages: what they hold may be of another day. */
    mixedDays: z.boolean(),
    recordIntact: z.boolean(),
  }),
})
export type Salvaged = z.infer<typeof salvaged>

export const restored = object({ workspace: openWorkspace, report: restoreReport })
export type Restored = z.infer<typeof restored>
