// Which key a backup has, and which key and slots count afterwards. The slots of today count, never
// those of the day of the backup: a passphrase that was changed or taken away since stays without force.
import { AppError } from '../../../shared/kit/errors.ts'
import type { BackupHeader } from './backup-package.ts'
import { readPackage } from './backup-package.ts'
import type { WorkspaceFolder } from './folder.ts'
import { compareRevisions, isPassphraseSlot, isSignedBy, type KeyFile } from './key-file.ts'
import { readKeyFiles } from './key-store.ts'
import { deriveKey } from './keys.ts'
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
}

export async function findRestoreKeys(tools: VaultTools, asked: Asked): Promise<RestoreKeys> {
  const present = readPresent(tools, asked)
  return asked.way.groups === null
    ? findByPassphrase(tools, asked, present)
    : findByRecovery(tools, asked, present)
}

async function findByPassphrase(
  tools: VaultTools,
  { place, header, way }: Asked,
  present: readonly KeyFile[],
): Promise<RestoreKeys> {
  const files = [...present, header.keyFile]
  const opened = await unlockSlots(files, way.passphrase, { name: place.name, cheap: tools.kdf })
  const former = opened.find(({ root }) => isKeyOf(root, way.package))
  // Where slots of today are known, one of them must open too.
  const counts = opened.find(({ keyFile }) => present.includes(keyFile)) ?? former
  const outdated = present.length > 0 && counts && !present.includes(counts.keyFile)
  if (!former || !counts || outdated) {
    for (const { root } of opened) root.fill(0)
    if (counts && !outdated) throw new AppError('backup-former-key', { name: place.name })
    throw new AppError('wrong-passphrase', { waitSeconds: 0 })
  }
  return { former: former.root, unlocked: counts }
}

async function findByRecovery(
  tools: VaultTools,
  { place, header, way }: Asked,
  present: readonly KeyFile[],
): Promise<RestoreKeys> {
  const wid = Buffer.from(header.wid, 'hex')
  const root = readRecoveryGroups(way.groups ?? [], wid)
  if (!isKeyOf(root, way.package)) throw new AppError('backup-former-key', { name: place.name })
  const [known] = [...present, header.keyFile]
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

function isKeyOf(root: Uint8Array, path: string): boolean {
  const wid = readPackage(path)?.header.wid ?? ''
  const key = deriveKey(root, Buffer.from(wid, 'hex'), 'package')
  const authentic = readPackage(path, key)?.authentic === true
  key.fill(0)
  return authentic
}
