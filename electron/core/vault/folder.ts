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
  /** The key file of a new root key, until the database under it is in place. */
  readonly keysNext: string
  readonly lock: string
  readonly backups: string
  readonly waveKeys: string
  /** The copy a migration, a new key or a restore works on until it takes the database's place. */
  readonly next: string
  /** What the record and its ledgers say, sealed, for the day the database cannot be read. */
  readonly tail: string
  /** Databases that a restore replaced. */
  readonly setAside: string
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
    keysNext: join(folder, 'keys.json.next'),
    lock: join(folder, 'workspace.lock'),
    backups: join(folder, 'backups'),
    waveKeys: join(folder, 'keys'),
    next: `${database}.next`,
    tail: join(folder, 'record.tail'),
    setAside: join(folder, 'set-aside'),
  }
}
