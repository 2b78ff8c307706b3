import { IDLE_MINUTES, type Settings } from '../../../shared/settings/model.ts'

export type IdleChoice = `${number}` | 'never'

export const IDLE_CHOICES: readonly IdleChoice[] = IDLE_MINUTES.map(idleChoiceOf)

export function idleChoiceOf(minutes: Settings['idleMinutes']): IdleChoice {
  return minutes === null ? 'never' : `${minutes}`
}

export function idleMinutesOf(choice: IdleChoice): Settings['idleMinutes'] {
  return IDLE_MINUTES.find((minutes) => idleChoiceOf(minutes) === choice) ?? null
}

export const TEXT_SCALES = ['0.9', '1', '1.1', '1.25', '1.5', '1.75', '2'] as const
export type TextScale = (typeof TEXT_SCALES)[number]

/** The nearest of the offered sizes; menu steps may lie between them. */
export function nearestScale(scale: number): TextScale {
  return TEXT_SCALES.reduce((best, candidate) =>
    Math.abs(Number(candidate) - scale) < Math.abs(Number(best) - scale) ? candidate : best,
  )
}

/** Groups of four, as the record's head is printed. */
export function spaceHead(head: string): string {
  return head.replace(/(.{4})(?=.)/g, '$1 ')
}
