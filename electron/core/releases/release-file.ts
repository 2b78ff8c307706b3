// Something leaves the workspace: first the file safely on disk, then the ledger entry. If the entry
// cannot be made, the file is taken back: nothing leaves unrecorded.
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Leaving } from '../feature.ts'
import { writeSafely } from '../files/write-safely.ts'
import type { WriteTx } from '../tx.ts'
import { enterRelease } from './ledger.ts'

type Enter = (enter: (tx: WriteTx) => unknown) => unknown

export async function releaseFile(leaving: Leaving<unknown>, write: Enter): Promise<unknown> {
  const { path, bytes, answer } = leaving
  await writeSafely(path, bytes)
  try {
    return write((tx) => {
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
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
