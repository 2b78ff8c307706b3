import type { NewPriority, Priority } from './model.ts'

/** What was not given stays as it was. */
export function changePriority(
  before: Priority,
  change: { readonly [Key in keyof NewPriority]?: NewPriority[Key] | undefined },
): Priority {
  return {
    id: before.id,
    name: change.name ?? before.name,
    sponsor: change.sponsor ?? before.sponsor,
    weight: change.weight ?? before.weight,
  }
}
