// What speaks against the place a workspace lies in. Only what can be known from names, mounts and
// markers is said; a place without a warning is not proven to be a good one.
import { list, object, z } from '../kit/schema.ts'

export const SYNC_PRODUCTS = [
  'Dropbox',
  'OneDrive',
  'Google Drive',
  'iCloud Drive',
  'Nextcloud or ownCloud',
  'Syncthing',
  'pCloud',
  'MEGA',
  'Box',
  'Resilio Sync',
  'Seafile',
  'Synology Drive',
  'Cloud storage',
] as const
export type SyncProduct = (typeof SYNC_PRODUCTS)[number]

export const placeWarning = z.discriminatedUnion('kind', [
  /** Files on another computer: "NFS", "SMB". */
  object({ kind: z.literal('network-drive'), system: z.string() }),
  /** A folder that a virtual machine shares with the computer it runs on. */
  object({ kind: z.literal('guest-share'), system: z.string() }),
  object({ kind: z.literal('sync-folder'), product: z.enum(SYNC_PRODUCTS) }),
  /** Without links and owners: "FAT". */
  object({ kind: z.literal('weak-file-system'), system: z.string() }),
  /** A stick, an external disk or, on macOS, maybe a network share. */
  object({ kind: z.literal('other-volume'), name: z.string() }),
  object({
    kind: z.literal('conflict-copy'),
    name: z.string(),
    of: z.enum(['database', 'keys', 'folder']),
  }),
])
export type PlaceWarning = z.infer<typeof placeWarning>
export const placeWarnings = list(placeWarning, 100)
