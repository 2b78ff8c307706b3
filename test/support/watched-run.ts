// One whole run of a mode in a process whose disk is watched, and what the disk held at each moment
// something was acknowledged.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileShim } from './compile.ts'
import { readBase, readRecording, type Recording } from './disk-record.ts'
import { fingerprint, readState, replayKill } from './disk-replay.ts'
import { readAcknowledgement } from './vault-acts.ts'
import type { Prepared, VaultMode } from './vault-modes.ts'
import { describeRest, type Promised, type Stage } from './vault-rest.ts'
import { makeParent, PASSPHRASE } from './vault.ts'

const shim = fileURLToPath(new URL('./watched-disk.c', import.meta.url))
const child = fileURLToPath(new URL('./vault-child.ts', import.meta.url))

/** Null where a disk cannot be watched; says so. */
export function findShim(what: string): string | null {
  const library = compileShim(shim)
  if (library === null) process.stderr.write(`NOT PROVED: ${what} (needs Linux and gcc)\n`)
  return library
}

/** What a process needs so that its disk is watched. */
export function watch(library: string, root: string, more: Record<string, string> = {}) {
  // Node may hand file operations to the kernel in a way that no library sees.
  const plain = { NODE_OPTIONS: '', UV_USE_IO_URING: '0' }
  return { ...process.env, ...plain, LD_PRELOAD: library, WATCH_FOLDER: root, ...more }
}

export interface WatchedRun {
  readonly prepared: Prepared
  readonly recording: Recording
  readonly promised: Promised
  /** How many changes of the disk there were; what was said is in the recording too. */
  readonly changes: number
  acknowledgedBefore(count: number): { readonly acknowledged: number; readonly done: boolean }
}

export async function recordRun(library: string, mode: VaultMode): Promise<WatchedRun> {
  const root = makeParent()
  const log = join(makeParent(), 'log')
  const prepared = await mode.prepare(root)
  const base = readBase(root)
  const told = JSON.stringify(prepared.told)
  const args = [child, mode.act ?? mode.mode, join(root, mode.at), PASSPHRASE.toString(), told]
  execFileSync(process.execPath, args, { env: watch(library, root, { RECORD_TO: log }) })
  const recording = readRecording(base, root, log)
  const replayed = fingerprint(replayKill(recording, recording.changes.length))
  if (replayed !== fingerprint(readState(root))) throw new Error('A change escaped the recording')
  const said = recording.changes.flatMap((change) => (change.kind === 'said' ? [change.text] : []))
  if (said.at(-1) !== 'done') throw new Error(`The run to record ended with ${said.join(' | ')}`)
  const after = prepared.after(said)
  const stages = await listStages(recording, mode, { keys: prepared.before, said })
  const promised = { before: prepared.before, after, stages }
  const changes = recording.changes.length - said.length
  return {
    prepared,
    recording,
    promised,
    changes,
    acknowledgedBefore: (count) => {
      const before = recording.changes.slice(0, count).filter(({ kind }) => kind === 'said').length
      return { acknowledged: before, done: before === said.length }
    },
  }
}

/** A line that acknowledges nothing promises what was promised before it. */
async function listStages(
  recording: Recording,
  mode: VaultMode,
  { keys, said }: { readonly keys: Promised['before']; readonly said: readonly string[] },
): Promise<Stage[]> {
  const { content, backups } = await describeRest(replayKill(recording, 0), mode, keys)
  return said.reduce<Stage[]>(
    (stages, line) => [...stages, readAcknowledgement(line) ?? stages.at(-1)!],
    [{ content, backups }],
  )
}
