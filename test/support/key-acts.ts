// The acts of the vault that replace files, without a core around them: for processes that are killed
// and disks that fail. Tasks run in this thread, so that every change to the disk has its place in line.
import { join } from 'node:path'
import { TASKS } from '../../electron/core/job-tasks.ts'
import type { WorkDesk } from '../../electron/core/vault/backup.ts'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { describeFolder } from '../../electron/core/vault/folder.ts'
import { withRoot } from '../../electron/core/vault/own-passphrase.ts'
import {
  addHolder,
  changeOwnPassphrase,
  putKeysInForce,
  removeHolder,
} from '../../electron/core/vault/people.ts'
import { restoreVault } from '../../electron/core/vault/restore.ts'
import { rotateVault } from '../../electron/core/vault/rotate.ts'
import { openVault, type OpenVault, type VaultTools } from '../../electron/core/vault/vault.ts'

export const desk: WorkDesk = {
  progress: () => undefined,
  checkCancelled: () => undefined,
  compute: <Result>(task: keyof typeof TASKS, request: unknown) =>
    TASKS[task](request as never, {
      progress: () => undefined,
      isCancelled: () => false,
    }) as Promise<Result>,
}

interface Opening {
  readonly tools: VaultTools
  readonly folder: string
  readonly passphrase: Uint8Array
}

export async function changePassphrase(opening: Opening, next: Uint8Array): Promise<void> {
  await changeKeys(opening, (vault, at) => changeOwnPassphrase(vault, at, next))
}

export async function addPerson(
  opening: Opening,
  { name, passphrase }: { readonly name: string; readonly passphrase: Uint8Array },
): Promise<void> {
  await changeKeys(opening, (vault, at) =>
    addHolder(vault, at, { name, role: 'coordinator', passphrase }),
  )
}

export async function removePerson(opening: Opening, name: string): Promise<void> {
  await changeKeys(opening, (_, at) => {
    const found = at.keyFile.slots.find((slot) => slot.name === name)
    return Promise.resolve(removeHolder(at, found?.id ?? ''))
  })
}

type Change = (
  vault: OpenVault,
  at: Parameters<typeof removeHolder>[0],
) => ReturnType<typeof addHolder>

async function changeKeys(opening: Opening, change: Change): Promise<void> {
  await whileOpen(opening, (vault) =>
    withRoot(vault, opening.passphrase, async (at) => {
      const next = await change(vault, at)
      await putKeysInForce(vault, { before: at.keyFile, next }, (writeTable) => {
        vault.db.transaction(writeTable).immediate()
      })
    }),
  )
}

/** The new recovery text, once the key was changed. */
export async function rotate(opening: Opening): Promise<readonly string[]> {
  const vault = await openVault(opening.tools, opening.folder, Buffer.from(opening.passphrase))
  try {
    const next = await withRoot(vault, opening.passphrase, (at) =>
      rotateVault(vault, { at, passphrase: opening.passphrase }, desk),
    )
    const groups = next.recoveryGroups() ?? []
    next.close()
    return groups
  } finally {
    vault.close()
  }
}

export async function restoreNewest({ tools, folder, passphrase }: Opening): Promise<void> {
  const [newest] = readBackups(folder)
  const path = join(describeFolder(folder).backups, newest?.file ?? '')
  const plan = { folder, package: path, passphrase, groups: null, isNew: false }
  const { vault } = await restoreVault(tools, plan, desk)
  vault.close()
}

async function whileOpen<T>(
  { tools, folder, passphrase }: Opening,
  work: (vault: OpenVault) => Promise<T>,
): Promise<T> {
  const vault = await openVault(tools, folder, Buffer.from(passphrase))
  try {
    return await work(vault)
  } finally {
    vault.close()
  }
}
