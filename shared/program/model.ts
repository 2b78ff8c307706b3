import { instant, object, textOrEmpty, text, z } from '../kit/schema.ts'

export const PROGRAM_TEMPLATES = [
  'leadership',
  'onboarding',
  'cross-functional',
  'inclusion',
  'apprenticeship',
  'empty',
] as const
export type ProgramTemplate = (typeof PROGRAM_TEMPLATES)[number]

export const program = object({
  name: text(120),
  purpose: textOrEmpty(1_000),
  owner: textOrEmpty(120),
  deputy: textOrEmpty(120),
  sponsor: textOrEmpty(120),
  horizonMonths: z.number().int().min(12).max(24),
  /** Which starting point was chosen in the first run; null: not yet. */
  startedFrom: z.enum(PROGRAM_TEMPLATES).nullable(),
  changedAt: instant,
})
export type Program = z.infer<typeof program>

export const programChange = program.omit({ startedFrom: true, changedAt: true }).partial()
export type ProgramChange = z.infer<typeof programChange>
