import type { Program } from '../../../shared/program/model.ts'
import { program as programSchema } from '../../../shared/program/model.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { program0004 } from '../db/migrations/0004-program.ts'
import { sql } from '../db/sql.ts'
import type { FeatureData } from '../feature.ts'

export const programData: FeatureData = {
  migrations: [program0004],
  tables: {
    program: {
      purpose: 'what the program is for and who answers for it',
      retention: 'life of the workspace',
      columns: {
        id: 'none',
        name: 'none',
        purpose: 'none',
        owner: 'named',
        deputy: 'named',
        sponsor: 'named',
        horizon_months: 'none',
        started_from: 'none',
        changed_at: 'none',
      },
    },
  },
}

interface ProgramRow extends Omit<Program, 'horizonMonths' | 'startedFrom' | 'changedAt'> {
  readonly horizon_months: number
  readonly started_from: string | null
  readonly changed_at: string
}

export function findProgram(db: Reader): Program | null {
  const row = db.find<ProgramRow>(
    sql`SELECT name, purpose, owner, deputy, sponsor, horizon_months, started_from, changed_at
        FROM program WHERE id = 1`,
  )
  if (!row) return null
  const { horizon_months, started_from, changed_at, ...same } = row
  return programSchema.parse({
    ...same,
    horizonMonths: horizon_months,
    startedFrom: started_from,
    changedAt: changed_at,
  })
}

export function saveProgram(db: Writer, program: Program): void {
  db.run(
    sql`INSERT INTO program (id, name, purpose, owner, deputy, sponsor, horizon_months,
          started_from, changed_at)
        VALUES (1, ${program.name}, ${program.purpose}, ${program.owner}, ${program.deputy},
          ${program.sponsor}, ${program.horizonMonths}, ${program.startedFrom}, ${program.changedAt})
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, purpose = excluded.purpose,
          owner = excluded.owner, deputy = excluded.deputy, sponsor = excluded.sponsor,
          horizon_months = excluded.horizon_months, started_from = excluded.started_from,
          changed_at = excluded.changed_at`,
  )
}
