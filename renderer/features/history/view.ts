import type { Step } from '../../../shared/history/model.ts'

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
