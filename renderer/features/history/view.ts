import type { Step, StepId, Trashed } from '../../../shared/history/model.ts'

export interface DayOfSteps {
  /** Midnight of that day, as the key and for its heading. */
  readonly day: Date
  readonly steps: readonly Step[]
}

/** Steps under the day they were taken on, newest first, in the order given. */
export function groupByDay(steps: readonly Step[]): readonly DayOfSteps[] {
  const days = new Map<string, { day: Date; steps: Step[] }>()
  for (const step of steps) {
    const at = new Date(step.at)
    const day = new Date(at.getFullYear(), at.getMonth(), at.getDate())
    const known = days.get(day.toISOString()) ?? { day, steps: [] }
    known.steps.push(step)
    days.set(day.toISOString(), known)
  }
  return [...days.values()]
}

/** Only what is done and is not itself a step back can be taken back. */
export function canTakeBack(step: Step): boolean {
  return step.state === 'done' && step.rows > 0
}

/** The steps that put these into the trash; several may have come with one. */
export function stepsOf(items: readonly Trashed[]): StepId[] {
  return [...new Set(items.map(({ step }) => step))]
}

/** Capitals and extra spaces are slips of the hand, not of the mind. */
export function isTyped(typed: string, phrase: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase()
  return plain(typed) === plain(phrase)
}

/** The one below, or above the last: where the eye goes on when one is gone. */
export function neighbourOf(step: StepId, items: readonly Trashed[]): StepId | null {
  const at = items.findLastIndex((item) => item.step === step)
  const before = items.slice(0, Math.max(at, 0)).findLast((item) => item.step !== step)
  return (items[at + 1] ?? before)?.step ?? null
}
