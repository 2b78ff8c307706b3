import type { Keychain } from '../../../shared/access/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import type { SealedSecret } from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
import type { JobDesk } from '../jobs.ts'
import type { KeychainSlot, KeyFile } from '../vault/key-file.ts'
import { isKeychainSlot, makeKeychainSlot, openHere } from '../vault/keychain-slot.ts'
import { getKeyFile } from '../vault/own-passphrase.ts'
import { changeSlots } from '../vault/slots.ts'
import type { OpenVault } from '../vault/vault.ts'
import { changeKeys } from './change-keys.ts'

/** Of the same person; one whose keychain was reset never answers again and would only pile up. */
const MOST_OTHER_COMPUTERS = 2

export async function describeKeychain(core: CoreContext): Promise<Keychain> {
  const offered = await core.ports.hasKeychain()
  const { vault } = core.session.current()
  return { offered, on: offered && (await listOwnHere(core, vault)).length > 0 }
}

export async function enterKeychain(desk: JobDesk, own: SealedSecret): Promise<Keychain> {
  const { core } = desk
  if (!(await core.ports.hasKeychain())) throw new AppError('no-keychain', {})
  return changeKeys(desk, own, {
    work: async (vault, at) => {
      const former = await listOwnHere(core, vault)
      const slot = await makeKeychainSlot(vault.tools, core.ports, at)
      if (!slot) throw new AppError('no-keychain', {})
      const others = listOwn(at.keyFile, vault).filter((known) => !former.includes(known))
      const oldest = others.slice(0, Math.max(0, others.length - MOST_OTHER_COMPUTERS))
      const gone = [...former, ...oldest]
      return changeSlots(at.keyFile, at.root, (slots) => [...without(slots, gone), slot])
    },
    answer: (tx) => {
      tx.about({ name: tx.actor })
      return { offered: true, on: true }
    },
  })
}

export async function leaveKeychain(desk: JobDesk, own: SealedSecret): Promise<Keychain> {
  const offered = await desk.core.ports.hasKeychain()
  return changeKeys(desk, own, {
    work: async (vault, { keyFile, root }) => {
      const former = await listOwnHere(desk.core, vault)
      return changeSlots(keyFile, root, (slots) => without(slots, former))
    },
    answer: () => ({ offered, on: false }),
  })
}

function listOwn({ slots }: KeyFile, { actor }: OpenVault): KeychainSlot[] {
  return slots.filter(isKeychainSlot).filter(({ name }) => name === actor.name)
}

/** The person may let several computers open; only the one they sit at answers. */
async function listOwnHere(core: CoreContext, vault: OpenVault): Promise<KeychainSlot[]> {
  const own = listOwn(getKeyFile(vault), vault)
  const here: KeychainSlot[] = []
  for (const slot of own) {
    const root = await openHere(slot, vault.wid, core.ports)
    root?.fill(0)
    if (root) here.push(slot)
  }
  return here
}

function without<S extends { readonly id: string }>(
  slots: readonly S[],
  gone: readonly { readonly id: string }[],
): S[] {
  return slots.filter(({ id }) => !gone.some((slot) => slot.id === id))
}
