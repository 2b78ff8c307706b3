// Which answers changed: derived from the rows a step touched and the tables' owners, so no screen
// writes invalidation code.
import type { FeatureName } from '../../shared/contract.ts'
import type { Operation } from '../../shared/kit/operation.ts'
import type { CoreEvent } from '../../shared/wire.ts'
import { ownerOf } from './features.ts'
import type { Change } from './undo/changes.ts'

const MOST_IDS = 1_000
/** What every step changes besides its own rows. */
const ALWAYS: readonly FeatureName[] = ['history', 'record']

interface Cause {
  readonly feature: FeatureName
  readonly operation: Operation
}

export function noticeOf(
  changes: readonly Change[],
  { feature, operation }: Cause,
): CoreEvent | null {
  if (changes.length === 0 && operation.kind === 'command') return null
  const rows = new Map<string, Set<string>>()
  for (const change of changes) {
    const owner = ownerOf(change.tbl)
    rows.set(owner, (rows.get(owner) ?? new Set()).add(change.row))
  }
  const features: Record<string, readonly string[] | null> = {}
  for (const [owner, ids] of rows) features[owner] = ids.size > MOST_IDS ? null : [...ids]
  const more = [...ALWAYS, ...operation.changes]
  if (operation.kind !== 'command') more.push(feature)
  if (operation.kind === 'release') more.push('releases')
  for (const name of more) features[name] = null
  return { kind: 'changed', features }
}
