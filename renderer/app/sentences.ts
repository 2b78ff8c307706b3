// Sentences whose English lives in `shared/`: what a step did, what an error means, what a command is
// called. Registered here under their own keys, so that other languages override them like any other.
import i18next from 'i18next'
import { contract } from '../../shared/contract.ts'
import {
  commands,
  GROUP_WORDS,
  type AnyCommandId,
  type CommandGroup,
} from '../../shared/commands.ts'
import type { Step } from '../../shared/history/model.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import { HEALTH_SENTENCES, sentenceOfProblem } from '../../shared/workspace/health-text.ts'
import type { HealthProblem } from '../../shared/workspace/model.ts'
import { PLACE_SENTENCES, sentenceOfWarning } from '../../shared/workspace/place-text.ts'
import type { PlaceWarning } from '../../shared/workspace/place-warnings.ts'
import { wordValues } from './step-values.ts'
import { defineWords, say } from '../locales/words.ts'

function collectSayings(): Record<string, string> {
  const features = Object.entries(contract) as [string, Record<string, Operation>][]
  const sayings = features.flatMap(([feature, operations]) =>
    Object.entries(operations).map(([name, { says }]) => [`${feature}.${name}`, says] as const),
  )
  return Object.fromEntries(sayings.filter(([, says]) => says !== ''))
}

defineWords('history-steps', collectSayings())
defineWords(
  'commands',
  Object.fromEntries(Object.entries(commands).map(([id, { words }]) => [id, words])),
)
defineWords('health', HEALTH_SENTENCES)
defineWords('place-warnings', PLACE_SENTENCES)
defineWords('things', {
  priority: 'Priorities',
})
const groupWords = defineWords('command-groups', { ...GROUP_WORDS })

/** What one step did, in words: "Removed the priority “Faster delivery”". */
export function sayStep(step: Pick<Step, 'operation' | 'says' | 'values'>): string {
  const values = wordValues(step)
  return i18next.t(step.operation, { ns: 'history-steps', defaultValue: step.says, ...values })
}

/** What an operation does, for lists that keep only its name. */
export function sayOperation(operation: string): string {
  return i18next.t(operation, { ns: 'history-steps', defaultValue: operation })
}

/** What a check of the workspace found, and what to do. */
export function sayProblem(problem: HealthProblem): string {
  return i18next.t(sentenceOfProblem(problem), { ns: 'health', ...problem })
}

/** What speaks against the place of a workspace. */
export function sayPlaceWarning(warning: PlaceWarning): string {
  return i18next.t(sentenceOfWarning(warning), { ns: 'place-warnings', ...warning })
}

/** Things of one kind, by the word the core has for one of them. */
export function nameThings(noun: string): string {
  return i18next.t(noun, { ns: 'things', defaultValue: noun })
}

export function nameCommand(id: AnyCommandId): string {
  return i18next.t(id, { ns: id.startsWith('/') ? 'places' : 'commands' })
}

export function nameGroup(group: CommandGroup): string {
  return say(groupWords)(group as never)
}
