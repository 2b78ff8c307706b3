import { instant, object, z } from '../kit/schema.ts'

/** Where something was being typed: a place of the app and a field of it, never a name or a content. */
export const draftPlace = z
  .string()
  .regex(/^[a-z0-9/.-]{1,120}$/)
  .brand('DraftPlace')
export type DraftPlace = z.infer<typeof draftPlace>

export const MOST_DRAFT_SIGNS = 100_000

/** What was typed and not yet saved when the workspace was locked. */
export const draft = object({
  place: draftPlace,
  text: z.string().max(MOST_DRAFT_SIGNS),
  at: instant,
})
export type Draft = z.infer<typeof draft>
