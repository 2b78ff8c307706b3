// Asked before a copy of the workspace is written: a disk that fills up half-way costs time and leaves
// the other programs of the person without room.
import { statfsSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { describeDiskError } from '../files/write-safely.ts'

/** Left over for whatever else writes meanwhile, the journal of the copy among it. */
export const SPARE_BYTES = 16 * 1024 * 1024

export function checkFreeSpace(folder: string, neededBytes: number): void {
  const needed = neededBytes + SPARE_BYTES
  const free = findFreeBytes(folder)
  if (free !== null && free < needed) throw new AppError('low-space', { needed, free })
}

/** Null: the system does not say (some network drives answer zero blocks in all). */
function findFreeBytes(folder: string): number | null {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder)
    return blocks === 0 ? null : bavail * bsize
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSYS') return null
    throw describeDiskError(error, basename(folder))
  }
}
