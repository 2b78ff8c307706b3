// Something leaves the workspace: first the file safely on disk, then the ledger entry. If the entry
// cannot be made, the file is taken back and what it had replaced returns: nothing leaves unrecorded.
import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { Leaving } from '../feature.ts'
import { keepEarlier } from '../files/keep-earlier.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import { writeSafely } from '../files/write-safely.ts'
import type { WriteTx } from '../tx.ts'
import { enterRelease } from './ledger.ts'

type Enter = (enter: (tx: WriteTx) => unknown) => unknown

export async function releaseFile(leaving: Leaving<unknown>, write: Enter): Promise<unknown> {
  const { path, bytes, answer } = leaving
  refuseInsideWorkspace(dirname(path))
  const earlier = await keepEarlier(path)
  try {
    await writeSafely(path, bytes)
    const given = write((tx) => {
      enterRelease(tx.db, {
        at: tx.now,
        actor: tx.actor,
        operation: tx.operation,
        fileName: basename(path),
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
      return answer
    })
    await earlier.forget()
    return given
  } catch (error) {
    await earlier.putBack()
    throw error
  }
}
