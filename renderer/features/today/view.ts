// What the first days ask for, counted from what is really in the workspace. A thing is done when it
// is there, not when someone ticked it.
import type { Backup, SecondPlace } from '../../../shared/backups/model.ts'
import type { Program } from '../../../shared/program/model.ts'
import type { Priority } from '../../../shared/strategy/model.ts'
import type { OpenWorkspace } from '../../../shared/workspace/model.ts'

export interface Facts {
  readonly session: Pick<OpenWorkspace, 'recoveryConfirmed'>
  readonly program: Program
  readonly priorities: readonly Priority[]
  readonly backups: readonly Backup[]
}

export const FIRST_THINGS = [
  'kit',
  'start',
  'purpose',
  'people',
  'priorities',
  'weights',
  'backup',
] as const
export type FirstThing = (typeof FIRST_THINGS)[number]

export interface Task {
  readonly thing: FirstThing
  readonly done: boolean
}

const IS_DONE: Readonly<Record<FirstThing, (facts: Facts) => boolean>> = {
  // The first run ends with it confirmed; a new one after the key was changed is looked after apart.
  kit: ({ session, program }) => session.recoveryConfirmed || program.startedFrom !== null,
  start: ({ program }) => program.startedFrom !== null,
  purpose: ({ program }) => program.purpose !== '',
  people: ({ program }) => program.sponsor !== '' && program.deputy !== '',
  priorities: ({ priorities }) => priorities.length > 0,
  weights: ({ priorities }) => new Set(priorities.map(({ weight }) => weight)).size > 1,
  backup: ({ backups }) => backups.some(({ verified }) => verified),
}

export function listFirstThings(facts: Facts): readonly Task[] {
  return FIRST_THINGS.map((thing) => ({ thing, done: IS_DONE[thing](facts) }))
}

/** The one to do next carries the only filled button. */
export function nextThing(tasks: readonly Task[]): FirstThing | null {
  return tasks.find(({ done }) => !done)?.thing ?? null
}

export function greetingOf(hour: number): 'night' | 'morning' | 'afternoon' | 'evening' {
  if (hour < 5) return 'night'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

export type CareItem = 'kit' | 'none' | 'overdue' | 'unreachable'

interface CareFacts extends Pick<Facts, 'session' | 'backups'> {
  readonly place: SecondPlace
}

/** What keeps the work safe and is not in order. A second place is asked for once there is a backup. */
export function listCareItems({ session, backups, place }: CareFacts): readonly CareItem[] {
  const items: CareItem[] = session.recoveryConfirmed ? [] : ['kit']
  const { where, reachable, overdue } = place
  if (where === null) return backups.length === 0 ? items : [...items, 'none']
  if (overdue) return [...items, 'overdue']
  return reachable ? items : [...items, 'unreachable']
}
