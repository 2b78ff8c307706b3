import type { AppError } from '../../../shared/kit/errors.ts'
import { judgeGroup } from '../../../shared/workspace/recovery-text.ts'

export function areComplete(groups: readonly string[]): boolean {
  return groups.every((group) => judgeGroup(group).kind === 'complete')
}

/** The groups the core named, counted from 1. */
export function typosOf(error: AppError | null): readonly number[] {
  const data = error?.toData()
  return data?.code === 'recovery-typo' ? data.details.groups : []
}
