// What watched-disk.c wrote down about one run, as changes to things with an identity: a change to a
// name belongs to its folder, a change to bytes to its file. So any of them can later be left out.
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

/** Index into the nodes of a recording; 0 is the watched folder. */
export type NodeId = number

export interface Entry {
  readonly folder: NodeId
  readonly name: string
  /** Null: the name goes away. */
  readonly node: NodeId | null
}

export type Change =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'write'; readonly file: NodeId; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'resize'; readonly file: NodeId; readonly length: number }
  | { readonly kind: 'sync'; readonly node: NodeId }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'mode' }

export interface DiskNode {
  readonly kind: 'file' | 'folder'
  readonly bytes: Buffer
  readonly names: ReadonlyMap<string, NodeId>
}

export interface Recording {
  /** As they were before the first change; those made later begin empty. */
  readonly nodes: readonly DiskNode[]
  readonly changes: readonly Change[]
}

interface Growing {
  readonly nodes: DiskNode[]
  /** The tree as the process saw it, to find what a path meant. */
  readonly names: Map<string, NodeId>[]
  readonly inodes: Map<number, NodeId>
}

export type Base = Growing

const KINDS = ['', 'create', 'write', 'truncate', 'sync', 'rename', 'unlink', 'mkdir', 'rmdir']
const MORE_KINDS = ['link', 'mode', 'said']
const HEAD_BYTES = 32

interface Line {
  readonly kind: string
  readonly inode: number
  readonly value: number
  readonly path: string
  readonly more: Buffer
}

/** To be taken before the recorded run begins. */
export function readBase(folder: string): Base {
  const base: Base = { nodes: [], names: [], inodes: new Map() }
  addTree(base, folder)
  return base
}

function addTree(base: Base, path: string): NodeId {
  const found = lstatSync(path)
  const isFolder = found.isDirectory()
  const id = addNode(base, isFolder ? 'folder' : 'file', found.ino)
  const names = new Map<string, NodeId>()
  if (isFolder) {
    for (const name of readdirSync(path)) names.set(name, addTree(base, join(path, name)))
  }
  const bytes = isFolder ? Buffer.alloc(0) : readFileSync(path)
  base.nodes[id] = { kind: isFolder ? 'folder' : 'file', bytes, names }
  base.names[id] = new Map(names)
  return id
}

function addNode({ nodes, names, inodes }: Base, kind: DiskNode['kind'], inode: number): NodeId {
  nodes.push({ kind, bytes: Buffer.alloc(0), names: new Map() })
  names.push(new Map())
  // A number used again means the newer file from now on: the older is gone.
  inodes.set(inode, nodes.length - 1)
  return nodes.length - 1
}

export function readRecording(base: Base, folder: string, log: string): Recording {
  const changes = [...readLines(readFileSync(log))].map((line) => describe(base, folder, line))
  return { nodes: base.nodes, changes }
}

function* readLines(log: Buffer): Generator<Line> {
  for (let at = 0; at < log.length;) {
    const named = log.readUInt32LE(at + 24)
    const length = log.readUInt32LE(at + 28)
    const path = at + HEAD_BYTES
    const kind = Number(log.readBigUInt64LE(at))
    yield {
      kind: [...KINDS, ...MORE_KINDS][kind] ?? '',
      inode: Number(log.readBigUInt64LE(at + 8)),
      value: Number(log.readBigInt64LE(at + 16)),
      path: log.toString('utf8', path, path + named),
      more: log.subarray(path + named, path + named + length),
    }
    at = path + named + length
  }
}

function describe(base: Base, folder: string, line: Line): Change {
  const { kind, inode, value, path, more } = line
  switch (kind) {
    case 'write':
      return { kind, file: nodeOf(base, inode), at: value, bytes: more }
    case 'truncate':
      return { kind: 'resize', file: nodeOf(base, inode), length: value }
    case 'sync':
      return { kind, node: nodeOf(base, inode) }
    case 'said':
      return { kind, text: more.toString('utf8').trimEnd() }
    case 'mode':
      return { kind }
    default:
      return rename(base, listEntries(base, relative(folder, path), { ...line, folder }))
  }
}

function listEntries(base: Base, path: string, line: Line & { folder: string }): Entry[] {
  const here = { folder: findFolder(base, dirname(path)), name: basename(path) }
  switch (line.kind) {
    case 'create':
      return [{ ...here, node: addNode(base, 'file', line.inode) }]
    case 'mkdir':
      return [{ ...here, node: addNode(base, 'folder', line.inode) }]
    case 'link':
      return [{ ...here, node: nodeOf(base, line.inode) }]
    case 'rename': {
      const to = relative(line.folder, line.more.toString('utf8'))
      const there = { folder: findFolder(base, dirname(to)), name: basename(to) }
      return [
        { ...here, node: null },
        { ...there, node: base.names[here.folder]?.get(here.name) ?? null },
      ]
    }
    default:
      return [{ ...here, node: null }]
  }
}

/** Remembers what the names mean from now on. */
function rename(base: Base, entries: readonly Entry[]): Change {
  for (const entry of entries) setName(base.names, entry)
  return { kind: 'entries', entries }
}

export function setName(names: readonly Map<string, NodeId>[], entry: Entry): void {
  if (entry.node === null) names[entry.folder]?.delete(entry.name)
  else names[entry.folder]?.set(entry.name, entry.node)
}

function findFolder({ names }: Base, path: string): NodeId {
  const parts = path.split('/').filter((part) => part !== '.' && part !== '')
  return parts.reduce<NodeId>((folder, part) => {
    const found = names[folder]?.get(part)
    if (found === undefined) throw new Error(`The recording does not know ${path}`)
    return found
  }, 0)
}

function nodeOf({ inodes }: Base, inode: number): NodeId {
  const found = inodes.get(inode)
  if (found === undefined) throw new Error(`The recording does not know file ${inode}`)
  return found
}
