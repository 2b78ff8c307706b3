// The unpacked backup on its way to being the workspace: today's key, today's schema, what must not be
// undone carried over, erasures applied. All of it on the image; nothing here touches the present file.
import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { RestoreReport } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant } from '../../../shared/kit/schema.ts'
import { createWriter } from '../db/handle.ts'
import { appendEntry } from '../record/chain.ts'
import { findRecordKey } from '../workspace/store.ts'
import type { BackupHeader } from './backup-package.ts'
import { carryForward } from './carry-forward.ts'
import { findKey, readCarried, writeCarried, type CarriedRow } from './carried.ts'
import { openEncrypted, type CipherKey } from './cipher.ts'
import { applyErasures } from './erasures.ts'
import type { WorkspaceFolder } from './folder.ts'
import { deriveKey } from './keys.ts'
import { writeKeyTable } from './key-store.ts'
import { applyMigrations } from './migrate.ts'
import { readPresentFile, type PresentKey } from './present-file.ts'
import { readTail } from './record-tail.ts'
import { rekeyImage } from './rekey-image.ts'
import type { RestoreKeys } from './restore-keys.ts'
import { hasExpectedSchema } from './schema-check.ts'
import type { VaultTools } from './vault.ts'

interface Image {
  readonly header: BackupHeader
  readonly keys: RestoreKeys
}

export function finishImage(
  tools: VaultTools,
  place: WorkspaceFolder,
  { header, keys }: Image,
): RestoreReport {
  const { root } = keys.unlocked
  const present = readPresentRows(tools, place, { root, wid: header.wid })
  if (!isSameKey(keys)) rekey(place, { header, keys })
  const cipher = cipherOf(root, header.wid)
  const db = openEncrypted(place.next, cipher, { driver: Database })
  try {
    db.pragma('journal_mode = MEMORY')
    db.pragma('secure_delete = ON')
    db.pragma('foreign_keys = OFF')
    bringToToday(db, tools, place)
    // From here on rows that belong to an erased one go with it.
    db.pragma('foreign_keys = ON')
    return db.transaction(() => rewrite(db, tools, { header, keys, present })).exclusive()
  } finally {
    db.close()
    cipher.key.fill(0)
    syncFile(place.next)
  }
}

function isSameKey({ former, unlocked }: RestoreKeys): boolean {
  return unlocked.root.every((byte, at) => byte === former[at])
}

function bringToToday(db: Database.Database, tools: VaultTools, place: WorkspaceFolder): void {
  const version = db.pragma('user_version', { simple: true }) as number
  const known = { driver: tools.driver ?? Database, migrations: tools.migrations, version }
  if (!hasExpectedSchema(db, known)) throw new AppError('backup-unreadable', { name: place.name })
  applyMigrations(db, tools.migrations)
}

interface Rewriting extends Image {
  readonly present: PresentRows
}

function rewrite(
  db: Database.Database,
  tools: VaultTools,
  { header, keys, present }: Rewriting,
): RestoreReport {
  db.pragma('defer_foreign_keys = ON')
  // First what is to be forgotten, so that nothing carried is compared with what should be gone.
  const isErasure = ({ table }: CarriedRow) => table === 'erasure_entry'
  const erasures = writeCarried(db, present.rows.filter(isErasure)).get('erasure_entry') ?? 0
  applyErasures(db)
  const key = findRecordKey(db) ?? deriveKey(keys.unlocked.root, widOf(header), 'record')
  const rest = present.rows.filter((row) => !isErasure(row))
  const { counts, hasGap } = carryForward(db, key, rest)
  key.fill(0)
  writeKeyTable(db, keys.unlocked.keyFile)
  // The paper belongs to the key: under another one than the backup's its own word counts, also a no.
  if (present.confirmedAt !== null || !isSameKey(keys))
    db.prepare('UPDATE workspace SET recovery_confirmed_at = ?').run(present.confirmedAt)
  const incompleteSince = present.isWhole && !hasGap ? null : sinceWhen(db, header)
  beginEpoch(db, tools, { header, keys, incompleteSince })
  const madeAt = instant.parse(header.madeAt)
  return {
    madeAt,
    carried: {
      record: counts.get('record_entry') ?? 0,
      releases: counts.get('release_entry') ?? 0,
      erasures,
      destroyedWaves: counts.get('destroyed_wave') ?? 0,
    },
    incompleteSince: incompleteSince === null ? null : instant.parse(incompleteSince),
    keptAs: null,
  }
}

/** The last line that is certain: after it something may have been done that nothing here knows of. */
function sinceWhen(db: Database.Database, header: BackupHeader): string {
  if (findKey(db, 'record_entry') === null) return header.madeAt
  const last = db.prepare('SELECT at FROM record_entry ORDER BY seq DESC LIMIT 1').pluck().get()
  return typeof last === 'string' && last > header.madeAt ? last : header.madeAt
}

interface Epoch extends Image {
  readonly incompleteSince: string | null
}

/** One line says that from here on the data is of another day; nothing before it can be undone. */
function beginEpoch(
  db: Database.Database,
  tools: VaultTools,
  { header, keys, incompleteSince }: Epoch,
): void {
  if (findKey(db, 'record_entry') === null) return
  const operation = 'backups.restore'
  const at = tools.now()
  const actor = keys.unlocked.slot.name
  const key = findRecordKey(db) ?? deriveKey(keys.unlocked.root, widOf(header), 'record')
  const gap = incompleteSince === null ? [] : [`incomplete-since:${incompleteSince}`]
  const ids = [`backup:${header.madeAt}`, ...gap]
  appendEntry(createWriter(db), key, { at, actor, operation, ids })
  key.fill(0)
  db.prepare(`DELETE FROM undo_step WHERE state = 'undone'`).run()
  const says = JSON.stringify({ when: header.madeAt.slice(0, 16).replace('T', ' ') })
  db.prepare(
    `INSERT INTO undo_step (at, actor, operation, says_values, state) VALUES (?, ?, ?, ?, 'final')`,
  ).run(at, actor, operation, says)
}

interface PresentRows {
  readonly rows: readonly CarriedRow[]
  /** Nothing is known to be missing. */
  readonly isWhole: boolean
  readonly confirmedAt: string | null
}

/** From the file itself; where it cannot be read, from the tail beside the keys. */
function readPresentRows(tools: VaultTools, place: WorkspaceFolder, key: PresentKey): PresentRows {
  const fromFile = readFromFile(tools, place, key)
  if (fromFile) return fromFile
  const tailKey = deriveKey(key.root, Buffer.from(key.wid, 'hex'), 'tail')
  const tail = readTail(place.tail, { key: tailKey, wid: key.wid })
  tailKey.fill(0)
  return { rows: tail?.rows ?? [], isWhole: tail?.whole === true, confirmedAt: null }
}

function readFromFile(
  tools: VaultTools,
  place: WorkspaceFolder,
  key: PresentKey,
): PresentRows | null {
  return readPresentFile(place, key, (db) => {
    const rows = readCarried(db, tools.carried ?? [])
    const confirmedAt = db.prepare('SELECT recovery_confirmed_at FROM workspace').pluck().get()
    return { rows, isWhole: true, confirmedAt: (confirmedAt as string | null) ?? null }
  })
}

/** A backup from before the key was changed: it comes under today's. */
function rekey(place: WorkspaceFolder, { header, keys }: Image): void {
  const wid = widOf(header)
  const fromKey = deriveKey(keys.former, wid, 'database')
  const toKey = deriveKey(keys.unlocked.root, wid, 'database')
  const recordKey = readRecordKey(place, { cipher: { key: fromKey, wid }, root: keys.former })
  const { keyFile } = keys.unlocked
  const { wid: text, counts } = header
  rekeyImage({
    image: place.next,
    wid: text,
    fromKey,
    toKey,
    keyFile,
    recordKey,
    newSheet: false,
    counts,
  })
  for (const key of [fromKey, toKey, recordKey]) key.fill(0)
}

function readRecordKey(
  place: WorkspaceFolder,
  { cipher, root }: { readonly cipher: CipherKey; readonly root: Uint8Array },
): Uint8Array {
  const db = openEncrypted(place.next, cipher, { driver: Database, readonly: true })
  try {
    return findRecordKey(db) ?? deriveKey(root, cipher.wid, 'record')
  } finally {
    db.close()
  }
}

function cipherOf(root: Uint8Array, wid: string): CipherKey {
  const salt = Buffer.from(wid, 'hex')
  return { key: deriveKey(root, salt, 'database'), wid: salt }
}

function widOf({ wid }: BackupHeader): Buffer {
  return Buffer.from(wid, 'hex')
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
