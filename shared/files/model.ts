import { nameOnDisk } from '../kit/name-on-disk.ts'
import { list, object, z } from '../kit/schema.ts'

/** Stands for a file or folder on this machine. The window never sees a path it could build on. */
export const fileToken = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('FileToken')
export type FileToken = z.infer<typeof fileToken>

/** What the window may show of a place: its token, its name and, as words, where it is. */
export const place = object({
  token: fileToken,
  name: z.string().max(255),
  where: z.string().max(4096),
})
export type Place = z.infer<typeof place>

/** `browse`: this host has no folder dialog of its own, show the folder browser from here on. */
export const placeChoice = z.discriminatedUnion('kind', [
  object({ kind: z.literal('chosen'), place }),
  object({ kind: z.literal('cancelled') }),
  object({ kind: z.literal('browse'), from: place }),
])
export type PlaceChoice = z.infer<typeof placeChoice>

export const folderEntry = object({
  place,
  kind: z.enum(['folder', 'workspace']),
})

export const folderListing = object({
  here: place,
  /** From the root down to the folder above. */
  above: list(place, 200),
  entries: list(folderEntry, 5_000),
  writable: z.boolean(),
})
export type FolderListing = z.infer<typeof folderListing>

export const fileName = nameOnDisk(120)
