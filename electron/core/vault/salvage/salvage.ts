// Brings what is readable out of a damaged workspace file into a new one, and says what is lost. The
// damaged file is only read. Known limit: a page proves that it was written with this key at this place,
// not when; an older page put back can bring back an older row, and of a row that spans pages a mix,
// unless other pages contradict it. Then the report says so and proves no bounds.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../../shared/kit/errors.ts'
import type { SalvageReport } from '../../../../shared/workspace/salvage.ts'
import type { Migration } from '../../db/migration.ts'
import { describeDiskError } from '../../files/write-safely.ts'
import type { JobTools } from '../../job-tasks.ts'
import { findWorkspaceRow, insertWorkspaceRow } from '../../workspace/store.ts'
import { newestVersion } from '../migrate.ts'
import { makeFilled } from './fill-target.ts'
import { readKnownSchema } from './known-schema.ts'
import { mapPages, type PageMap } from './map-pages.ts'
import { placeTrees } from './place-trees.ts'
import { openPages } from './read-pages.ts'
import { bringTables } from './bring-tables.ts'
import { startGround } from './walk-tree.ts'

export interface SalvageRequest {
  readonly name: string
  /** Not open in this process, and locked against others by whoever asks. */
  readonly database: string
  /** The new encrypted file; there must be none. */
  readonly target: string
  readonly wid: string
  readonly databaseKey: Uint8Array
  readonly migrations: readonly Migration[]
  /** The version of its tables, if page 1 cannot say it: of the newest backup, say. */
  readonly version: number | null
  /** Tables that are left empty: the undo history, which means nothing with rows missing. */
  readonly leaveOut: readonly string[]
  readonly now: string
}

export function salvageTask(request: SalvageRequest, tools: JobTools): Promise<SalvageReport> {
  try {
    return Promise.resolve(salvage(request, tools))
  } catch (error) {
    throw describeDiskError(error, request.name)
  } finally {
    request.databaseKey.fill(0)
  }
}

function salvage(request: SalvageRequest, tools: JobTools): SalvageReport {
  if (existsSync(request.target))
    throw new AppError('name-taken', { name: basename(request.target) })
  const cipher = { key: request.databaseKey, wid: Buffer.from(request.wid, 'hex') }
  const file = openPages(request.database, cipher)
  try {
    const map = mapPages(file, tools)
    // Not one page proves itself: another key, or nothing left. That is no workspace to make.
    if (map.isBarren) throw new AppError('workspace-damaged', { name: request.name })
    const version = chooseVersion(request, map)
    const migrations = request.migrations.filter((migration) => migration.version <= version)
    const schema = readKnownSchema(Database, migrations)
    try {
      const ground = startGround(map)
      const placed = placeTrees(ground, schema, new Set(request.leaveOut))
      const filled = makeFilled({ target: request.target, cipher, migrations }, (db) => ({
        tables: bringTables({ db, ground, placed, isDoubtful: isHalfDone(map) }, request, tools),
        workspaceRowRebuilt: rebuildWorkspaceRow(db, request),
      }))
      return {
        pages: file.count,
        damagedPages: map.damaged.size,
        missingPages: map.missing,
        contradictingPages: ground.contradicting.size,
        journal: file.journal,
        schemaVersion: version,
        unplacedRows: placed.unplacedRows,
        ...filled,
      }
    } finally {
      schema.db.close()
    }
  } finally {
    file.close()
  }
}

/**
 * A change that was stopped and cannot be taken back whole. Pages that were free before it are not in
 * its journal, and without page 1 nobody knows which those are.
 */
function isHalfDone({ file: { journal }, header }: PageMap): boolean {
  return journal === 'unusable' || (journal === 'rolled-back' && !header)
}

function chooseVersion({ name, version, migrations }: SalvageRequest, { header }: PageMap): number {
  const newest = newestVersion(migrations)
  // No tables yet: page 1 is of the minute the file was made.
  const known = header?.version === 0 ? null : header?.version
  const said = known ?? version ?? newest
  if (said > newest) throw new AppError('workspace-newer', { name })
  return said
}

/** Without it the new file is not taken for the workspace it is. */
function rebuildWorkspaceRow(db: Database.Database, { wid, now }: SalvageRequest): boolean {
  if (findWorkspaceRow(db)) return false
  insertWorkspaceRow(db, wid, now)
  return true
}
