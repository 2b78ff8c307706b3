// Rebuilds what a disk may hold if the recorded run ends after so many changes. A kill keeps them all.
// A power cut keeps what was synced; of the rest any part may be missing: names and bytes in any
// order, a write down to single sectors.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setName, type Change, type NodeId, type Recording } from './disk-record.ts'

const SECTOR_BYTES = 512

/** Every file by its path; a folder is null. */
export type DiskState = ReadonlyMap<string, Buffer | null>

type Keep = (change: Change, index: number) => boolean | ((sector: number) => boolean)

export function replayKill(recording: Recording, count: number): DiskState {
  return replay(recording, count, () => true)
}

export function replayPowerCut(
  recording: Recording,
  count: number,
  random: () => number,
): DiskState {
  const durable = findDurable(recording, count)
  // Some cuts lose nearly everything, some nearly nothing; some file systems keep names in order.
  const loses = random()
  const tears = random() < 0.5
  const firstLostName = random() < 0.5 ? Math.floor(random() * count) : null
  return replay(recording, count, (change, index) => {
    if (durable.has(index)) return true
    if (change.kind === 'entries' && firstLostName !== null) return index < firstLostName
    if (random() >= loses) return true
    return change.kind === 'write' && tears ? () => random() >= loses : false
  })
}

/** What a later sync has made sure of: bytes by one of their file, names by one of their folders. */
function findDurable({ changes }: Recording, count: number): Set<number> {
  const synced = new Set<NodeId>()
  const durable = new Set<number>()
  for (let index = count - 1; index >= 0; index -= 1) {
    const change = changes[index]
    if (change?.kind === 'sync') synced.add(change.node)
    if (change && nodesOf(change).every((node) => synced.has(node))) durable.add(index)
  }
  return durable
}

function nodesOf(change: Change): NodeId[] {
  if (change.kind === 'entries') return change.entries.map(({ folder }) => folder)
  return change.kind === 'write' || change.kind === 'resize' ? [change.file] : []
}

function replay({ nodes, changes }: Recording, count: number, keep: Keep): DiskState {
  const names = nodes.map((node) => new Map(node.names))
  const files = nodes.map((node) => node.bytes)
  for (const [index, change] of changes.slice(0, count).entries()) {
    const kept = keep(change, index)
    if (kept === false) continue
    if (change.kind === 'entries') for (const entry of change.entries) setName(names, entry)
    if (change.kind === 'resize') files[change.file] = resize(files[change.file], change.length)
    if (change.kind === 'write') files[change.file] = write(files[change.file], change, kept)
  }
  const state = new Map<string, Buffer | null>()
  const visit = (folder: NodeId, path: string) => {
    for (const [name, node] of names[folder] ?? []) {
      const isFolder = nodes[node]?.kind === 'folder'
      state.set(join(path, name), isFolder ? null : (files[node] ?? null))
      if (isFolder) visit(node, join(path, name))
    }
  }
  visit(0, '')
  return state
}

function resize(bytes: Buffer = Buffer.alloc(0), length: number): Buffer {
  const resized = Buffer.alloc(length)
  bytes.copy(resized)
  return resized
}

function write(
  before: Buffer = Buffer.alloc(0),
  { at, bytes }: Extract<Change, { kind: 'write' }>,
  kept: true | ((sector: number) => boolean),
): Buffer {
  const after = resize(before, Math.max(before.length, at + bytes.length))
  for (let from = 0; from < bytes.length;) {
    const sector = Math.floor((at + from) / SECTOR_BYTES)
    const end =
      kept === true ? bytes.length : Math.min(bytes.length, (sector + 1) * SECTOR_BYTES - at)
    if (kept === true || kept(sector)) bytes.copy(after, at + from, from, end)
    from = end
  }
  return after
}

export function writeState(state: DiskState, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, bytes] of state) {
    if (bytes === null) mkdirSync(join(folder, path))
    else writeFileSync(join(folder, path), bytes)
  }
}

export function readState(folder: string): DiskState {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + 1), entry.isDirectory() ? null : readFileSync(path)]
    }),
  )
}

/** Equal for equal states. */
export function fingerprint(state: DiskState): string {
  const hash = createHash('sha1')
  for (const path of [...state.keys()].toSorted()) {
    const bytes = state.get(path)
    hash.update(`${path}\0${bytes ? bytes.length : 'folder'}\0`)
    if (bytes) hash.update(bytes)
  }
  return hash.digest('hex')
}
