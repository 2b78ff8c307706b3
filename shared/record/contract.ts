import { query } from '../kit/operation.ts'
import { list, nothing, object, z } from '../kit/schema.ts'
import { recordEntry, recordHead, recordVerdict } from './model.ts'

export const recordContract = {
  head: query(nothing, recordHead),
  list: query(
    object({
      before: z.number().int().positive().optional(),
      most: z.number().int().min(1).max(500),
    }),
    list(recordEntry),
  ),
  verify: query(nothing, recordVerdict),
}
