// The release ledger: what left the workspace, for ever. An entry is made only after the file is
// safely on disk; its hash lets a copy be recognised later.
import { releaseEntry, type ReleaseEntry } from '../../../shared/releases/model.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { sql } from '../db/sql.ts'

export type NewRelease = Omit<ReleaseEntry, 'number'>

interface ReleaseRow {
  readonly number: number
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly file_name: string
  readonly bytes: number
  readonly sha256: string
}

export function enterRelease(db: Writer, release: NewRelease): void {
  db.run(
    sql`INSERT INTO release_entry (number, at, actor, operation, file_name, bytes, sha256)
        SELECT coalesce(max(number), 0) + 1, ${release.at}, ${release.actor}, ${release.operation},
          ${release.fileName}, ${release.bytes}, ${release.sha256} FROM release_entry`,
  )
}

export function listReleases(db: Reader): ReleaseEntry[] {
  return db
    .all<ReleaseRow>(sql`SELECT * FROM release_entry ORDER BY number DESC`)
    .map(({ file_name: fileName, ...rest }) => releaseEntry.parse({ ...rest, fileName }))
}
