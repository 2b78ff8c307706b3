import { id, object, text, textOrEmpty, z } from '../kit/schema.ts'

export const priorityId = id('PriorityId')
export type PriorityId = z.infer<typeof priorityId>

/** A strategic aim of the organisation that mentoring is to serve. */
export const priority = object({
  id: priorityId,
  name: text(160),
  sponsor: textOrEmpty(120),
  weight: z.number().int().min(0).max(10),
})
export type Priority = z.infer<typeof priority>

export const newPriority = priority.omit({ id: true })
export type NewPriority = z.infer<typeof newPriority>
