// Machines get faster and thieves with them: a slot that opened in far less than it should is wrapped
// again at today's cost, silently, while the passphrase is at hand.
import { calibrateCost } from './kdf.ts'
import { isPassphraseSlot } from './key-file.ts'
import { makeSlot, replaceSlot, type Unlocked } from './slots.ts'
import type { VaultTools } from './vault.ts'

const TOO_QUICK_MILLISECONDS = 250

export async function findCostlierSlot(
  tools: VaultTools,
  unlocked: Unlocked,
  { passphrase, took }: { readonly passphrase: Uint8Array; readonly took: number },
): Promise<Unlocked> {
  const { root, slot, keyFile } = unlocked
  if (tools.kdf || took > TOO_QUICK_MILLISECONDS || !isPassphraseSlot(slot)) return unlocked
  const cost = await calibrateCost()
  const isCostlier =
    cost.memoryKiB >= slot.kdf.memoryKiB &&
    cost.memoryKiB * cost.passes > slot.kdf.memoryKiB * slot.kdf.passes
  if (!isCostlier) return unlocked
  const raised = await makeSlot(
    { ...tools, kdf: cost },
    { ...slot, passphrase },
    { root, wid: keyFile.wid },
  )
  return { root, slot: raised, keyFile: replaceSlot(keyFile, { old: slot.id, slot: raised, root }) }
}
