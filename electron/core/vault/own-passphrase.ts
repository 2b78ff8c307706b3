// The root key is dropped after unlocking. Whatever needs it again asks for the person's own
// passphrase, which proves in one go who is sitting there.
import { AppError } from '../../../shared/kit/errors.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
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
  const now = vault.tools.now()
  checkTurn(vault.folder, now)
  const opened = await unlockSlots([getKeyFile(vault)], passphrase, {
    name: vault.name,
    cheap: vault.tools.kdf,
  })
  try {
    const [found] = opened
    const own = found?.slot
    if (!found || !own || own.name !== vault.actor.name || !isPassphraseSlot(own)) {
      countFailure(vault.folder, now)
      throw new AppError('own-passphrase-wrong', {})
    }
    forgetFailures(vault.folder)
    return await work({ root: found.root, keyFile: found.keyFile, own })
  } finally {
    for (const { root } of opened) root.fill(0)
  }
}

export function getKeyFile({ db, name }: OpenVault): KeyFile {
  const file = readKeyTable(db)
  if (!file) throw new AppError('keys-damaged', { name })
  return file
}
