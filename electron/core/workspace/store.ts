// The workspace's own two tables. The vault writes them; they are never part of an undo step.
import type Database from 'better-sqlite3'
import { workspace0001 } from '../db/migrations/0001-workspace.ts'
import { vault0006 } from '../db/migrations/0006-vault.ts'
import type { FeatureData } from '../feature.ts'
import { copySecret } from '../secret-bytes.ts'

export const workspaceData: FeatureData = {
  migrations: [workspace0001, vault0006],
  tables: {
    workspace: {
      purpose: 'Which workspace this is, and whether its recovery text was confirmed',
      retention: 'As long as the workspace',
      engine: true,
      columns: {
        id: 'none',
        wid: 'none',
        made_at: 'none',
        recovery_confirmed_at: 'none',
        record_key: 'key',
      },
    },
    erasure_entry: {
      purpose: 'What was erased, by key and never by content, so that a backup forgets it again',
      retention: 'As long as the workspace',
      engine: true,
      carried: true,
      columns: { number: 'none', at: 'none', tbl: 'none', row_key: 'none', columns: 'none' },
    },
    destroyed_wave: {
      purpose: 'Waves whose key was destroyed: no backup makes them readable again',
      retention: 'As long as the workspace',
      engine: true,
      carried: true,
      columns: { number: 'none', at: 'none', wave: 'none' },
    },
    key_copy: {
      purpose: 'A copy of the key slots, for the day the key files are lost',
      retention: 'As long as the workspace',
      engine: true,
      columns: { id: 'none', slot_revision: 'none', content: 'key' },
    },
  },
}

export interface WorkspaceRow {
  readonly wid: string
  readonly madeAt: string
  readonly recoveryConfirmedAt: string | null
}

export function findWorkspaceRow(db: Database.Database): WorkspaceRow | undefined {
  return db
    .prepare(
      `SELECT wid, made_at AS madeAt, recovery_confirmed_at AS recoveryConfirmedAt
       FROM workspace WHERE id = 1`,
    )
    .get() as WorkspaceRow | undefined
}

/** Null: it is the one derived from the root key, as that was never changed. */
export function findRecordKey(db: Database.Database): Uint8Array | null {
  const found = db.prepare('SELECT record_key FROM workspace WHERE id = 1').pluck().get()
  return found instanceof Uint8Array ? copySecret(found) : null
}

export function insertWorkspaceRow(db: Database.Database, wid: string, madeAt: string): void {
  db.prepare('INSERT INTO workspace (id, wid, made_at) VALUES (1, ?, ?)').run(wid, madeAt)
}

export function saveRecoveryConfirmed(db: Database.Database, at: string): void {
  db.prepare('UPDATE workspace SET recovery_confirmed_at = ? WHERE id = 1').run(at)
}
