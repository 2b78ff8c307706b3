import { instant, list, object, z } from '../kit/schema.ts'

/** One line of the tamper-evident record: what was done, when, by whom, to which rows. */
export const recordEntry = object({
  seq: z.number().int().positive(),
  at: instant,
  actor: z.string(),
  operation: z.string(),
  ids: list(z.string(), 200),
})
export type RecordEntry = z.infer<typeof recordEntry>

export const recordHead = object({
  seq: z.number().int().nonnegative(),
  /** First 16 bytes of the last link, as printed in reports. */
  head: z.string(),
})
export type RecordHead = z.infer<typeof recordHead>

export const recordVerdict = object({
  intact: z.boolean(),
  checked: z.number().int(),
  /** The first line that does not follow from the one before; null: none. */
  brokenAt: z.number().int().nullable(),
  head: recordHead,
})
export type RecordVerdict = z.infer<typeof recordVerdict>
