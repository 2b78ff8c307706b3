// A workspace on a disk that cannot be written: a read-only drive, a folder without the right. It can be
// looked at. Nothing beside it is made, no lock either: whoever writes it holds the file itself.
import { AppError } from '../../../shared/kit/errors.ts'
import { checkTurn, countFailure, forgetFailures } from './attempts.ts'
import { getWorkspace, readWid } from './find-workspace.ts'
import { compareRevisions } from './key-file.ts'
import { readKeyFiles, readKeyTable } from './key-store.ts'
import { deriveSessionKeys, dropSessionKeys } from './keys.ts'
import { refuseWhileHeld } from './lock-file.ts'
import { closeDatabase, openForReading } from './open-database.ts'
import { UnlockedVault } from './open-vault.ts'
import type { WorkspaceFolder } from './folder.ts'
import { unlockSlots, type Unlocked } from './slots.ts'
import { withFitting, type OpenVault, type VaultTools } from './vault.ts'

export async function openVaultToRead(
  tools: VaultTools,
  folder: string,
  passphrase: Uint8Array,
): Promise<OpenVault> {
  const place = getWorkspace(folder)
  checkTurn(folder, tools.now())
  refuseWhileHeld(place)
  const wid = readWid(place)
  const candidates = readKeyFiles(place, wid.toString('hex'), tools.remembered)
  const asked = { name: place.name, cheap: tools.kdf }
  const opened = await unlockSlots(candidates, passphrase, asked)
  return withFitting({ place, wid, opened }, (unlocked) => {
    if (!unlocked) throw countFailure(folder, tools.now())
    forgetFailures(folder)
    return Promise.resolve(enterToRead(tools, place, unlocked))
  })
}

function enterToRead(tools: VaultTools, place: WorkspaceFolder, unlocked: Unlocked): OpenVault {
  const wid = Buffer.from(unlocked.keyFile.wid, 'hex')
  const keys = deriveSessionKeys(unlocked.root, wid)
  try {
    const opened = openForReading(tools, place, { wid, keys })
    const table = readKeyTable(opened.db)
    if (table && compareRevisions(table, unlocked.keyFile) < 0) {
      // Older key files were put back: what they open counts no more.
      closeDatabase(opened)
      throw new AppError('wrong-passphrase', { waitSeconds: 0 })
    }
    const lock = {
      guard: () => undefined,
      check: () => {
        throw new AppError('read-only', { name: place.name })
      },
      release: () => undefined,
    }
    return new UnlockedVault({ tools, place, lock, opened, keys, unlocked, readOnly: true })
  } catch (error) {
    dropSessionKeys(keys)
    throw error
  }
}
