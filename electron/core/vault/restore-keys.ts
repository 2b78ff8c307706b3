// Which key a backup has, and which key and slots count afterwards. The slots of today count, never
// those of the day of the backup: a passphrase that was changed or taken away since stays without force.
import { existsSync, readFileSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'
import { readBackups } from './backup-list.ts'
import type { BackupHeader } from './backup-package.ts'
import { readPackage } from './backup-package.ts'
import { fitsDatabase } from './fits-database.ts'
import type { WorkspaceFolder } from './folder.ts'
import { findFacts, readClaimed, SALT_BYTES } from './header.ts'
import {
  compareRevisions,
  isPassphraseSlot,
  isSignedBy,
  parseKeyFile,
  type KeyFile,
} from './key-file.ts'
import { readKeyFiles, readKeyTable, writeKeyFiles } from './key-store.ts'
import { deriveKey } from './keys.ts'
import { readPresentFile } from './present-file.ts'
import { readRecoveryGroups } from './recovery-key.ts'
import { makeSlot, replaceSlot, unlockSlots, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'

export interface RestoreWay {
  readonly package: string
  readonly passphrase: Uint8Array
  /** The printed text, if that is the way; the passphrase is then a new one. */
  readonly groups: readonly string[] | null
}

export interface RestoreKeys {
  /** Opens the backup. */
  readonly former: Uint8Array
  /** Counts from now on. */
  readonly unlocked: Unlocked
}

interface Asked {
  readonly place: WorkspaceFolder
  readonly header: BackupHeader
  readonly way: RestoreWay
  /** A workspace of its own comes of it: no key of today is concerned. */
  readonly isNew: boolean
}

export async function findRestoreKeys(tools: VaultTools, asked: Asked): Promise<RestoreKeys> {
  const present = readPresent(tools, asked)
  return asked.way.groups === null
    ? findByPassphrase(tools, asked, present)
    : findByRecovery(tools, asked, present)
}

async function findByPassphrase(
  tools: VaultTools,
  asked: Asked,
  present: readonly KeyFile[],
): Promise<RestoreKeys> {
  const { place, header, way, isNew } = asked
  const files = [...present, header.keyFile]
  const opened = await unlockSlots(files, way.passphrase, { name: place.name, cheap: tools.kdf })
  const former = opened.find(({ root }) => isKeyOf(root, way.package))
  const counts = isNew || present.length === 0 ? former : findToday(asked, { opened, present })
  for (const unlocked of opened) {
    if (unlocked !== counts && (unlocked !== former || !counts)) unlocked.root.fill(0)
  }
  const newer = counts && findNewerTable(asked, counts)
  // Put back where they belong, so that the passphrase of today opens again.
  if (newer) await writeKeyFiles(place, newer)
  if (!counts || newer) throw new AppError('wrong-passphrase', { waitSeconds: 0 })
  if (former) return { former: former.root, unlocked: counts }
  counts.root.fill(0)
  throw new AppError('backup-former-key', { name: place.name })
}

interface Candidates {
  readonly opened: readonly Unlocked[]
  readonly present: readonly KeyFile[]
}

/** Where slots of today are known, the key they belong to is the one that counts. */
function findToday(
  { place, header }: Asked,
  { opened, present }: Candidates,
): Unlocked | undefined {
  const ofToday = opened.filter(({ root }) => present.some((file) => isSignedBy(file, root)))
  if (ofToday.length < 2 || !findFacts(place.database)) return ofToday[0]
  // Several only where a new key was stopped on its way into force.
  const wid = Buffer.from(header.wid, 'hex')
  return ofToday.find(({ root }) => fitsDatabase(place, { root, wid })) ?? ofToday[0]
}

/** The table in the present file may know better than files that were put back. */
function findNewerTable(
  { place, header, isNew }: Asked,
  { root, keyFile }: Unlocked,
): KeyFile | null {
  if (isNew) return null
  const table = readPresentFile(place, { root, wid: header.wid }, readKeyTable)
  const isNewer = table && isSignedBy(table, root) && compareRevisions(table, keyFile) < 0
  return isNewer ? table : null
}

async function findByRecovery(
  tools: VaultTools,
  { place, header, way, isNew }: Asked,
  present: readonly KeyFile[],
): Promise<RestoreKeys> {
  const wid = Buffer.from(header.wid, 'hex')
  const root = readRecoveryGroups(way.groups ?? [], wid)
  if (!isKeyOf(root, way.package)) throw new AppError('backup-former-key', { name: place.name })
  const table = isNew ? null : readPresentFile(place, { root, wid: header.wid }, readKeyTable)
  const isOutdated = !isNew && present.length > 0 && !present.some((file) => isSignedBy(file, root))
  if (isOutdated) throw new AppError('recovery-outdated', {})
  const [known] = [...present, header.keyFile, ...(table ? [table] : [])]
    .filter((file) => isSignedBy(file, root))
    .toSorted(compareRevisions)
  const old = known?.slots.filter(isPassphraseSlot).find((slot) => slot.role === 'owner')
  if (!known || !old) throw new AppError('keys-damaged', { name: place.name })
  const slot = await makeSlot(
    tools,
    { ...old, passphrase: way.passphrase },
    { root, wid: header.wid },
  )
  const keyFile = replaceSlot(known, { old: old.id, slot, root })
  return { former: root, unlocked: { root, slot, keyFile } }
}

function readPresent(tools: VaultTools, { place, header }: Asked): KeyFile[] {
  try {
    return readKeyFiles(place, header.wid, tools.remembered)
  } catch (error) {
    // Lost or damaged: then those that the backup brings along count.
    if (error instanceof AppError && /^keys-|^workspace-damaged/.test(error.code)) return []
    throw error
  }
}

/** Restoring another workspace over this one would need no key of this one. */
export function refuseForeign(place: WorkspaceFolder, header: BackupHeader, name: string): void {
  const ids = [
    ...[place.keys, place.keysCopy].flatMap((path) => readWidOf(path)),
    ...readBackups(place.folder).flatMap((backup) => backup.header?.wid ?? []),
    ...readSaltOf(place),
  ]
  if (ids.length > 0 && !ids.includes(header.wid))
    throw new AppError('backup-of-another-workspace', { name })
}

function readWidOf(path: string): string[] {
  const bytes = existsSync(path) ? parseKeyFile(readFileSync(path)) : null
  return bytes ? [bytes.wid] : []
}

function readSaltOf({ database }: WorkspaceFolder): string[] {
  if (!existsSync(database)) return []
  const salt = readClaimed(database, (file) => file.readSalt())
  return salt.length === SALT_BYTES ? [salt.toString('hex')] : []
}

function isKeyOf(root: Uint8Array, path: string): boolean {
  const wid = readPackage(path)?.header.wid ?? ''
  const key = deriveKey(root, Buffer.from(wid, 'hex'), 'package')
  const authentic = readPackage(path, key)?.authentic === true
  key.fill(0)
  return authentic
}
