// A workspace is one folder, `<name>.throughline`, and every file in it has one fixed name.
import { basename, join } from 'node:path'

export const WORKSPACE_SUFFIX = '.throughline'
export const BACKUP_SUFFIX = '.tlbackup'
export const PAGE_BYTES = 4096

export interface WorkspaceFolder {
  readonly folder: string
  readonly name: string
  readonly database: string
  readonly journal: string
  readonly keys: string
  readonly keysCopy: string
  readonly lock: string
  readonly backups: string
  readonly waveKeys: string
  /** The copy a migration works on until it takes the place of the database. */
  readonly next: string
}

export function describeFolder(folder: string): WorkspaceFolder {
  const database = join(folder, 'workspace.db')
  return {
    folder,
    name: basename(folder, WORKSPACE_SUFFIX),
    database,
    journal: `${database}-journal`,
    keys: join(folder, 'keys.json'),
    keysCopy: join(folder, 'keys.json.bak'),
    lock: join(folder, 'workspace.lock'),
    backups: join(folder, 'backups'),
    waveKeys: join(folder, 'keys'),
    next: `${database}.next`,
  }
}
