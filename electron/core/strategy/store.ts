import { priority, type Priority, type PriorityId } from '../../../shared/strategy/model.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { strategy0005 } from '../db/migrations/0005-strategy.ts'
import { sql } from '../db/sql.ts'
import type { FeatureData } from '../feature.ts'

export const strategyData: FeatureData = {
  migrations: [strategy0005],
  tables: {
    priority: {
      purpose: 'what the organisation wants mentoring to serve',
      retention: 'life of the workspace',
      title: 'name',
      noun: 'priority',
      columns: { id: 'none', name: 'none', sponsor: 'named', weight: 'none' },
    },
  },
}

export function listPriorities(db: Reader): Priority[] {
  return db
    .all(sql`SELECT id, name, sponsor, weight FROM priority ORDER BY weight DESC, id`)
    .map((row) => priority.parse(row))
}

export function getPriority(db: Reader, id: PriorityId): Priority {
  return priority.parse(
    db.get(sql`SELECT id, name, sponsor, weight FROM priority WHERE id = ${id}`, 'priority'),
  )
}

export function addPriority(db: Writer, { id, name, sponsor, weight }: Priority): void {
  db.run(
    sql`INSERT INTO priority (id, name, sponsor, weight)
        VALUES (${id}, ${name}, ${sponsor}, ${weight})`,
  )
}

export function savePriority(db: Writer, { id, name, sponsor, weight }: Priority): void {
  db.run(
    sql`UPDATE priority SET name = ${name}, sponsor = ${sponsor}, weight = ${weight}
        WHERE id = ${id}`,
  )
}

export function deletePriority(db: Writer, id: PriorityId): void {
  db.run(sql`DELETE FROM priority WHERE id = ${id}`)
}
