import type { Priority } from '../../../shared/strategy/model.ts'

/** What a priority counts among all of them: its share of the whole weight, in per cent. */
export function shareOf(priority: Priority, all: readonly Priority[]): number | null {
  const whole = all.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? null : Math.round((priority.weight / whole) * 100)
}

/** The row that takes the focus when one goes: the next, else the one before, else none. */
export function neighbourOf(id: string, all: readonly Pick<Priority, 'id'>[]): string | null {
  const at = all.findIndex((priority) => priority.id === id)
  return all[at + 1]?.id ?? all[at - 1]?.id ?? null
}

/** Twelve to twenty-four months, as the choices of the horizon. */
export const HORIZONS = [12, 15, 18, 21, 24] as const

/** The choices, and the stored value where it is not one of them. */
export function horizonChoices(months: number): readonly number[] {
  return [...new Set([...HORIZONS, months])].sort((one, other) => one - other)
}

/** The order the rows had, new ones where the answer has them: no row moves under the hand. */
export function keepOrder<Row extends { readonly id: string }>(
  all: readonly Row[],
  order: readonly string[] | null,
): readonly Row[] {
  if (!order) return all
  const known = order.flatMap((id) => all.find((row) => row.id === id) ?? [])
  return [...all.filter((row) => !order.includes(row.id)), ...known]
}
