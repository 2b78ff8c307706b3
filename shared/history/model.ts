import { instant, list, object, z } from '../kit/schema.ts'

export const stepId = z.number().int().positive().brand('StepId')
export type StepId = z.infer<typeof stepId>

/** One step a person took. `says` is the operation's sentence, `values` fill its gaps. */
export const step = object({
  id: stepId,
  at: instant,
  actor: z.string(),
  operation: z.string(),
  says: z.string(),
  values: z.record(z.string(), z.string()),
  state: z.enum(['done', 'undone', 'final', 'closed']),
  rows: z.number().int().nonnegative(),
})
export type Step = z.infer<typeof step>

export const history = object({
  steps: list(step),
  undo: step.nullable(),
  redo: step.nullable(),
  total: z.number().int().nonnegative(),
})
export type History = z.infer<typeof history>

/** Something removed that can still come back. */
export const trashed = object({
  step: stepId,
  noun: z.string(),
  title: z.string(),
  removedAt: instant,
  removedBy: z.string(),
  keptUntil: instant,
  alsoRemoved: z.number().int().nonnegative(),
})
export type Trashed = z.infer<typeof trashed>

export const TRASH_DAYS = 30
export const LEAST_STEPS = 500
