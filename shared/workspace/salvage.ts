// What was brought out of a damaged workspace, and what is known about the rest. A bound is given only
// where it is proven; where pages of different times were mixed by somebody, nothing is.
import { list, object, z } from '../kit/schema.ts'

const count = z.number().int().nonnegative()

/** At least and at most so many rows; null: no upper bound can be proven. */
export const rowsLost = object({ least: count, most: count.nullable() })
export type RowsLost = z.infer<typeof rowsLost>

export const salvagedTable = object({
  table: z.string(),
  /** Rows in the new file. */
  rows: count,
  lost: rowsLost,
  /** Read, but not taken: what they belong to is gone, or another row has their place. */
  withoutParent: count,
  refused: count,
})
export type SalvagedTable = z.infer<typeof salvagedTable>

export const salvageReport = object({
  pages: count,
  damagedPages: count,
  /** Cut off at the end; null: nobody knows, because the first page is damaged. */
  missingPages: count.nullable(),
  /** Authentic pages that contradict the others: somebody put back an older state of them. */
  contradictingPages: count,
  /** A change was under way when the file was last written. `unusable`: it could not be taken back. */
  journal: z.enum(['none', 'rolled-back', 'unusable']),
  schemaVersion: count,
  tables: list(salvagedTable, 1_000),
  /** Rows on authentic pages of which nobody can say to which table they belong. */
  unplacedRows: count,
  /** The workspace's own row was lost and is written anew, or the file could not be opened. */
  workspaceRowRebuilt: z.boolean(),
})
export type SalvageReport = z.infer<typeof salvageReport>
