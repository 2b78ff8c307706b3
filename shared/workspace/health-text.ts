// One sentence per problem a check can find, for the window and the command line.
import { fillGaps } from '../kit/fill-gaps.ts'
import type { HealthProblem } from './model.ts'

type Backup = Extract<HealthProblem, { kind: 'backup' }>
type Sentence = Exclude<HealthProblem['kind'], 'backup'> | `backup-${Backup['reason']}`

export const HEALTH_SENTENCES: Readonly<Record<Sentence, string>> = {
  'not-encrypted':
    'The workspace is not encrypted on disk. Close it and restore the newest backup.',
  'damaged-pages': 'The workspace file is damaged on disk. Restore the newest backup.',
  'lost-references': '{{count}} rows refer to rows that are gone. Restore the newest backup.',
  'backup-not-a-backup': 'The backup “{{file}}” is cut short or is not a backup. Make a new one.',
  'backup-of-another-workspace': 'The backup “{{file}}” belongs to another workspace.',
  'backup-changed': 'The backup “{{file}}” was changed since it was made. Make a new one.',
  'backup-unreadable': 'The backup “{{file}}” does not open. Make a new one.',
}

export function sentenceOfProblem(problem: HealthProblem): Sentence {
  return problem.kind === 'backup' ? `backup-${problem.reason}` : problem.kind
}

export function sayProblem(problem: HealthProblem): string {
  const values = Object.entries(problem).map(([name, value]) => [name, String(value)])
  return fillGaps(HEALTH_SENTENCES[sentenceOfProblem(problem)], Object.fromEntries(values))
}
