// The root key is dropped after unlocking. Whatever needs it again asks for the person's own
// passphrase, which proves in one go who is sitting there.
import { AppError } from '../../../shared/kit/errors.ts'
import { checkTurn, countFailure, forgetFailures, inTurn } from './attempts.ts'
import { readKeyTable } from './key-store.ts'
import type { KeyFile, PassphraseSlot } from './key-file.ts'
import { isPassphraseSlot } from './key-file.ts'
import { unlockSlots } from './slots.ts'
import type { OpenVault } from './vault.ts'

export interface RootAtHand {
  readonly root: Uint8Array
  readonly keyFile: KeyFile
  /** The slot of the person who asked. */
  readonly own: PassphraseSlot
}

export async function withRoot<T>(
  vault: OpenVault,
  passphrase: Uint8Array,
  work: (at: RootAtHand) => Promise<T>,
): Promise<T> {
  const { own, found } = await inTurn(vault.folder, () => unlockOwn(vault, passphrase))
  try {
    return await work({ root: found.root, keyFile: found.keyFile, own })
  } finally {
    found.root.fill(0)
  }
}

async function unlockOwn(vault: OpenVault, passphrase: Uint8Array) {
  const now = vault.tools.now()
  checkTurn(vault.folder, now)
  const opened = await unlockSlots([getKeyFile(vault)], passphrase, {
    name: vault.name,
    cheap: vault.tools.kdf,
  })
  const [found, ...others] = opened
  for (const { root } of others) root.fill(0)
  const own = found?.slot
  if (!found || !own || own.name !== vault.actor.name || !isPassphraseSlot(own)) {
    found?.root.fill(0)
    countFailure(vault.folder, now)
    throw new AppError('own-passphrase-wrong', {})
  }
  forgetFailures(vault.folder)
  return { own, found }
}

export function getKeyFile({ db, name }: OpenVault): KeyFile {
  const file = readKeyTable(db)
  if (!file) throw new AppError('keys-damaged', { name })
  return file
}
