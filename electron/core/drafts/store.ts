// What was being typed when the workspace was locked: in the encrypted file like everything else, but
// no step and no line of the record, as nothing was done yet.
import { draft, type Draft, type DraftPlace } from '../../../shared/drafts/model.ts'
import { drafts0007 } from '../db/migrations/0007-drafts.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { sql } from '../db/sql.ts'
import type { FeatureData } from '../feature.ts'

const KEPT_DAYS = 30
const DAY_MILLISECONDS = 86_400_000

export const draftsData: FeatureData = {
  migrations: [drafts0007],
  tables: {
    draft: {
      purpose: 'What was typed and not yet saved when the workspace was locked',
      retention: `${KEPT_DAYS} days, or until it is saved or dropped`,
      engine: true,
      columns: { actor: 'named', place: 'none', text: 'named', at: 'none' },
    },
  },
}

export function listDrafts(db: Reader, actor: string): Draft[] {
  return db
    .all<Draft>(sql`SELECT place, text, at FROM draft WHERE actor = ${actor} ORDER BY at DESC`)
    .map((row) => draft.parse(row))
}

export function saveDraft(db: Writer, actor: string, { place, text, at }: Draft): void {
  const since = new Date(Date.parse(at) - KEPT_DAYS * DAY_MILLISECONDS).toISOString()
  db.run(sql`DELETE FROM draft WHERE at < ${since}`)
  db.run(
    sql`INSERT OR REPLACE INTO draft (actor, place, text, at)
        VALUES (${actor}, ${place}, ${text}, ${at})`,
  )
}

export function removeDraft(db: Writer, actor: string, place: DraftPlace): void {
  db.run(sql`DELETE FROM draft WHERE actor = ${actor} AND place = ${place}`)
}
