// One backup a day without being asked: some seconds after unlocking, and every hour a workspace stays
// open. Only when something was done since the last one; a failure is said, never swallowed.
import type { RecordHead } from '../../../shared/record/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import type { CoreContext } from '../context.ts'
import type { Reader } from '../db/handle.ts'
import { sql } from '../db/sql.ts'
import { describeDiskError } from '../files/write-safely.ts'
import { computeInWorker } from '../jobs.ts'
import { doorAct, type OpenSession } from '../open-session.ts'
import { headOf } from '../record/chain.ts'
import { makeBackup } from '../vault/backup.ts'
import { readBackups } from '../vault/backup-list.ts'
import { copyMissing } from './second-place.ts'

const AFTER_OPENING = 8_000
const BETWEEN = 3_600_000
const DUE_AFTER = 20 * 3_600_000

export function scheduleDailyBackup(core: CoreContext, session: OpenSession): void {
  const look = () => {
    if (!core.session.isOpenWith(session)) return
    void backUpIfDue(core, session).finally(() => setTimeout(look, BETWEEN).unref())
  }
  setTimeout(look, AFTER_OPENING).unref()
}

export async function backUpIfDue(core: CoreContext, session: OpenSession): Promise<boolean> {
  const abort = new AbortController()
  const letGo = core.session.hold(() => abort.abort())
  const { signal } = abort
  try {
    const { settings } = await core.preferences.get()
    if (!settings.backupDaily || !isDue(core, session)) return false
    await makeBackup(session.vault, {
      progress: () => undefined,
      checkCancelled: () => signal.throwIfAborted(),
      compute: (task, request) =>
        computeInWorker(task, request, { signal, onProgress: () => undefined }),
    })
    await copyMissing(core, session.vault)
    if (core.session.isOpenWith(session)) session.write(doorAct('backups.make'), () => undefined)
    core.emit({ kind: 'changed', features: { backups: null, record: null } })
    return true
  } catch (error) {
    if (!signal.aborted) core.emit({ kind: 'trouble', error: describe(error).toData() })
    return false
  } finally {
    letGo()
  }
}

/** Nobody waits for an answer here, so every failure becomes one that can be said. */
function describe(error: unknown): AppError {
  const known = describeDiskError(error, '')
  return known instanceof AppError ? known : new AppError('backup-failed', { name: '' })
}

/** Unlocking and backing up are lines of the record too, but nothing that could be lost. */
function isDue(core: CoreContext, session: OpenSession): boolean {
  const now = Date.parse(core.now())
  const newest = readBackups(session.vault.folder).find(
    ({ header, madeAt }) =>
      // Of a day still to come: the clock was wrong then, and says nothing about how old it is.
      header?.wid === session.vault.wid && Date.parse(madeAt) <= now,
  )
  if (!newest) return true
  if (now - Date.parse(newest.madeAt) < DUE_AFTER) return false
  return session.read((tx) => goesOnWithoutBackup(tx.db, newest.header?.recordHead ?? null))
}

function goesOnWithoutBackup(db: Reader, backedUp: RecordHead | null): boolean {
  const since = backedUp?.seq ?? 0
  const last = db.find<{ link: Uint8Array }>(
    sql`SELECT link FROM record_entry WHERE seq = ${since}`,
  )
  // The record was another one then: what it says now is in no backup.
  if (since > 0 && (!last || headOf(last.link) !== backedUp?.head)) return true
  const done = db.find(sql`SELECT 1 FROM record_entry WHERE seq > ${since}
    AND operation NOT LIKE 'workspace.%' AND operation NOT LIKE 'backups.%' LIMIT 1`)
  return done !== undefined
}
