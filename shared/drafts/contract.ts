import { door } from '../kit/operation.ts'
import { list, nothing, object, z } from '../kit/schema.ts'
import { draft, draftPlace, MOST_DRAFT_SIGNS } from './model.ts'

const openOnly = { lockedToo: false }

export const draftsContract = {
  /** Of the person who is here; nobody sees another's. */
  list: door(nothing, list(draft, 200), openOnly),
  keep: door(
    object({ place: draftPlace, text: z.string().max(MOST_DRAFT_SIGNS) }),
    nothing,
    openOnly,
  ),
  drop: door(object({ place: draftPlace }), nothing, openOnly),
}
