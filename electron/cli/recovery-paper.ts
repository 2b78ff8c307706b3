// The recovery text goes into a file that did not exist before, readable by its owner alone, and
// nowhere else. Reserved first: a key whose text has nowhere to go must not come to be.
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/kit/errors.ts'
import type { RecoveryKit } from '../../shared/workspace/model.ts'
import { describeDiskError } from '../core/files/write-safely.ts'

export interface RecoveryPaper {
  write(kit: RecoveryKit): void
}

/** The file is removed again unless the text was written. */
export async function withRecoveryPaper<T>(
  path: string,
  work: (paper: RecoveryPaper) => Promise<T>,
): Promise<T> {
  const descriptor = reserve(path)
  let written = false
  try {
    return await work({
      write: (kit) => {
        // Not writeSync: on a disk that fills up it leaves a part and does not fail.
        writeFileSync(descriptor, describeKit(kit))
        fsyncSync(descriptor)
        written = true
      },
    })
  } finally {
    closeSync(descriptor)
    if (!written) rmSync(path, { force: true })
  }
}

function reserve(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (exists) throw new AppError('name-taken', { name: basename(path) })
    throw describeDiskError(error, basename(path))
  }
}

function describeKit({ workspace, madeAt, groups }: RecoveryKit): string {
  const lines = groups.map((group, at) => `${at + 1}  ${group.slice(0, 4)} ${group.slice(4)}`)
  return `Recovery text of the workspace “${workspace}”, made ${madeAt}\n\n${lines.join('\n')}\n\nWhoever has this page and the file can open the workspace. Print it, keep it apart from the\nmachine, and delete this file.\n`
}
