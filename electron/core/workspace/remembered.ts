// What this machine remembers of each workspace, by its id: its key slots, in case both key files are
// lost, and how far its record had come, so that an older file put in its place is noticed.
import type { OlderFile } from '../../../shared/workspace/model.ts'
import type { RememberedWorkspace } from '../../../shared/settings/model.ts'
import type { CoreContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import type { OpenSession } from '../open-session.ts'
import { getHead, headOf } from '../record/chain.ts'
import type { KeyFile } from '../vault/key-file.ts'
import { parseKeyFile, writeKeyFile } from '../vault/key-file.ts'
import { inspectFolder } from '../vault/inspect.ts'
import { readKeyTable } from '../vault/key-store.ts'
import type { VaultTools } from '../vault/vault.ts'

const MOST = 50

export async function findRemembered(
  core: CoreContext,
  wid: string,
): Promise<RememberedWorkspace | null> {
  const { remembered } = await core.preferences.get()
  return remembered.find((entry) => entry.wid === wid) ?? null
}

export async function listRememberedKeys(core: CoreContext, wid: string): Promise<KeyFile[]> {
  const known = await findRemembered(core, wid)
  const file = known && parseKeyFile(Buffer.from(known.keys))
  return file?.wid === wid ? [file] : []
}

/** For opening the workspace in this folder. */
export async function rememberingTools(core: CoreContext, folder: string): Promise<VaultTools> {
  const { wid } = inspectFolder(folder)
  return wid === undefined
    ? core.vault
    : { ...core.vault, remembered: await listRememberedKeys(core, wid) }
}

/** The settings file is a convenience: one that cannot be written keeps nobody from working. */
export async function remember(core: CoreContext, session: OpenSession): Promise<void> {
  const { vault } = session
  const keyFile = readKeyTable(vault.db)
  if (!keyFile) return
  const { wid } = vault
  const keys = { wid, keys: writeKeyFile(keyFile).toString() }
  const head = { ...session.read((tx) => getHead(tx.db)), seenAt: core.now() }
  await core.preferences
    .change((before) => {
      const known = before.remembered.find((entry) => entry.wid === wid)
      const others = before.remembered.filter((entry) => entry.wid !== wid)
      // Until an older file is accepted, what was seen of the newer one is what counts.
      const seen = known && core.session.isOlder() ? {} : head
      const entry = { secondPlace: null, copiedAt: null, ...head, ...known, ...keys, ...seen }
      return { ...before, remembered: [entry, ...others].slice(0, MOST) }
    })
    .catch(() => undefined)
}

/** Where its backups are copied, and nothing else: an older file is not yet taken for the known one. */
export async function rememberCopies(
  core: CoreContext,
  wid: string,
  change: (known: RememberedWorkspace) => Pick<RememberedWorkspace, 'secondPlace' | 'copiedAt'>,
): Promise<void> {
  await core.preferences
    .change((before) => ({
      ...before,
      remembered: before.remembered.map((entry) =>
        entry.wid === wid ? { ...entry, ...change(entry) } : entry,
      ),
    }))
    .catch(() => undefined)
}

/** Null: the record goes on from where this machine last saw it. */
export function judgeAge(
  session: OpenSession,
  known: RememberedWorkspace | null,
): OlderFile | null {
  if (!known) return null
  return session.read((tx) => {
    const link = tx.db.find<{ link: Uint8Array }>(
      sql`SELECT link FROM record_entry WHERE seq = ${known.seq}`,
    )
    if (link && headOf(link.link) === known.head) return null
    return { seenAt: known.seenAt, missing: Math.max(0, known.seq - getHead(tx.db).seq) }
  })
}
