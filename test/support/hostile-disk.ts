// Disks that turn against an open workspace, made with what the system offers to root: a small disk in
// memory that can be filled up, and files that nobody may change any more, root neither.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BLOCK_BYTES = 4096

export interface SmallDisk {
  /** Takes all room but so much. */
  fill(leave?: number): void
  free(): void
  end(): void
}

/** Null where nothing may be mounted; says so. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | null {
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder])
  if (mounted.status !== 0) return refuse('a disk that fills up (nothing may be mounted here)')
  const filler = join(folder, 'filler')
  return {
    fill: (leave = 0) => {
      const { bavail } = statfsSync(folder)
      const blocks = Math.max(0, bavail - Math.ceil(leave / BLOCK_BYTES))
      writeFileSync(filler, Buffer.alloc(blocks * BLOCK_BYTES))
    },
    free: () => rmSync(filler),
    end: () => void execFileSync('umount', ['-l', folder]),
  }
}

/** Nothing in the folder can be changed, also by who has it open. Returns how to undo that, or null. */
export function freeze(folder: string): (() => void) | null {
  const paths = [
    folder,
    ...readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
  ]
  const thaw = () => void spawnSync('chattr', ['-i', ...paths])
  if (spawnSync('chattr', ['+i', ...paths]).status === 0) return thaw
  thaw()
  return refuse('a folder that becomes read only (needs root and chattr)')
}

function refuse(what: string): null {
  process.stderr.write(`NOT PROVED: ${what}\n`)
  return null
}
