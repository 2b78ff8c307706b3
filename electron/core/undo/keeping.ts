// How long steps are kept, and what ends them: the newest 500, and whatever the trash still promises.
// After a migration the logged cells no longer fit the tables, so the stack is closed.
import { LEAST_STEPS, TRASH_DAYS } from '../../../shared/history/model.ts'
import type { Writer } from '../db/handle.ts'
import { sql } from '../db/sql.ts'

export function closeStackAfterMigration(db: Writer, version: number): void {
  const known = db.find<{ version: number }>(sql`SELECT version FROM undo_schema`)
  if (known?.version === version) return
  db.run(sql`DELETE FROM undo_change`)
  db.run(sql`UPDATE undo_step SET state = 'closed'`)
  db.run(sql`INSERT OR REPLACE INTO undo_schema (id, version) VALUES (1, ${version})`)
}

export function dropOldSteps(db: Writer, now: string): void {
  const since = new Date(Date.parse(now) - TRASH_DAYS * 86_400_000).toISOString()
  db.run(
    sql`DELETE FROM undo_step
        WHERE id NOT IN (SELECT id FROM undo_step ORDER BY id DESC LIMIT ${LEAST_STEPS})
          AND at < ${since}`,
  )
}
