// The key of a workspace whose database cannot say whether it fits: by passphrase from the key files,
// or by the printed text, which then needs a new passphrase like any recovery.
import { AppError } from '../../../shared/kit/errors.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
import { fitsDatabase } from './fits-database.ts'
import type { WorkspaceFolder } from './folder.ts'
import { findFacts } from './header.ts'
import { compareRevisions, isPassphraseSlot, isSignedBy, type KeyFile } from './key-file.ts'
import { readAnyKeyFiles } from './key-store.ts'
import { readRecoveryGroups } from './recovery-key.ts'
import { makeSlot, replaceSlot, unlockSlots, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'

export interface DamagedWay {
  readonly passphrase: Uint8Array
  /** The printed text, if that is the way; the passphrase is then a new one. */
  readonly groups: readonly string[] | null
}

export async function unlockDamaged(
  tools: VaultTools,
  place: WorkspaceFolder,
  { passphrase, groups }: DamagedWay,
): Promise<Unlocked> {
  if (!findFacts(place.database)) throw new AppError('workspace-missing', { name: place.name })
  const files = readAnyKeyFiles(place, tools.remembered ?? [])
  checkTurn(place.folder, tools.now())
  const unlocked = groups
    ? await unlockByText(tools, files, { passphrase, groups })
    : await unlockByPassphrase(tools, place, { files, passphrase })
  if (!unlocked) throw countFailure(place.folder, tools.now())
  forgetFailures(place.folder)
  if (unlocked.slot.role === 'owner') return unlocked
  unlocked.root.fill(0)
  throw new AppError('owner-only', {})
}

/** Of several root keys the one of the first page; where that page is gone, the newest. */
async function unlockByPassphrase(
  tools: VaultTools,
  place: WorkspaceFolder,
  { files, passphrase }: { readonly files: readonly KeyFile[]; readonly passphrase: Uint8Array },
): Promise<Unlocked | undefined> {
  const opened = await unlockSlots(files, passphrase, { name: place.name, cheap: tools.kdf })
  const fits = ({ root, keyFile }: Unlocked) =>
    fitsDatabase(place, { root, wid: Buffer.from(keyFile.wid, 'hex') })
  const chosen = opened.find(fits) ?? opened[0]
  for (const other of opened) if (other !== chosen) other.root.fill(0)
  return chosen
}

async function unlockByText(
  tools: VaultTools,
  files: readonly KeyFile[],
  { passphrase, groups }: { readonly passphrase: Uint8Array; readonly groups: readonly string[] },
): Promise<Unlocked> {
  const [newest] = files
  if (!newest) throw new AppError('keys-missing', { name: '' })
  const root = readRecoveryGroups(groups, Buffer.from(newest.wid, 'hex'))
  const known = files.filter((file) => isSignedBy(file, root)).toSorted(compareRevisions)[0]
  const old = known?.slots.filter(isPassphraseSlot).find((slot) => slot.role === 'owner')
  if (!known || !old) throw new AppError('recovery-outdated', {})
  const slot = await makeSlot(tools, { ...old, passphrase }, { root, wid: known.wid })
  return { root, slot, keyFile: replaceSlot(known, { old: old.id, slot, root }) }
}
