// The workspace's own two tables. The vault writes them; they are never part of an undo step.
import type Database from 'better-sqlite3'
import { workspace0001 } from '../db/migrations/0001-workspace.ts'
import type { FeatureData } from '../feature.ts'

export const workspaceData: FeatureData = {
  migrations: [workspace0001],
  tables: {
    workspace: {
      purpose: 'Which workspace this is, and whether its recovery text was confirmed',
      retention: 'As long as the workspace',
      engine: true,
      columns: { id: 'none', wid: 'none', made_at: 'none', recovery_confirmed_at: 'none' },
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

export function insertWorkspaceRow(db: Database.Database, wid: string, madeAt: string): void {
  db.prepare('INSERT INTO workspace (id, wid, made_at) VALUES (1, ?, ?)').run(wid, madeAt)
}

export function saveRecoveryConfirmed(db: Database.Database, at: string): void {
  db.prepare('UPDATE workspace SET recovery_confirmed_at = ? WHERE id = 1').run(at)
}
