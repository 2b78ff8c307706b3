import { instant, object, z } from '../kit/schema.ts'

/** Something that left the workspace. The entry is made after the file is safely on disk. */
export const releaseEntry = object({
  number: z.number().int().positive(),
  at: instant,
  actor: z.string(),
  operation: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the file, so that a copy can be recognised later. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ReleaseEntry = z.infer<typeof releaseEntry>
