// The acts that change who may open and what is there to open: new slots, a new root key, a restore.
// Tasks run in this thread, so that every change to the disk has its place in line.
import { join } from 'node:path'
import { TASKS } from '../../electron/core/job-tasks.ts'
import type { WorkDesk } from '../../electron/core/vault/backup.ts'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { describeFolder } from '../../electron/core/vault/folder.ts'
import { withRoot, type RootAtHand } from '../../electron/core/vault/own-passphrase.ts'
import {
  addHolder,
  changeOwnPassphrase,
  putKeysInForce,
  removeHolder,
} from '../../electron/core/vault/people.ts'
import type { KeyFile } from '../../electron/core/vault/key-file.ts'
import { restoreVault } from '../../electron/core/vault/restore.ts'
import { rotateVault } from '../../electron/core/vault/rotate.ts'
import { openVault, type OpenVault } from '../../electron/core/vault/vault.ts'
import type { Asked } from './vault-acts.ts'

const desk: WorkDesk = {
  progress: () => undefined,
  checkCancelled: () => undefined,
  compute: <Result>(task: keyof typeof TASKS, request: unknown) =>
    TASKS[task](copyBytes(request) as never, {
      progress: () => undefined,
      isCancelled: () => false,
    }) as Promise<Result>,
}

/** A worker gets copies of the keys, which its task zeroes. */
function copyBytes(request: unknown): unknown {
  return Object.fromEntries(
    Object.entries(request as object).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Uint8Array.from(value) : (value as unknown),
    ]),
  )
}

export const SECOND = 'Tomas Reyes'

async function changePassphrase(asked: Asked): Promise<void> {
  const next = Buffer.from(asked.told['newPassphrase'] ?? '')
  await changeKeys(asked, (vault, at) => changeOwnPassphrase(vault, at, next))
}

export async function addPerson(asked: Asked): Promise<void> {
  const passphrase = Buffer.from(asked.told['newPassphrase'] ?? '')
  const holder = { name: SECOND, role: 'coordinator' as const, passphrase }
  await changeKeys(asked, (vault, at) => addHolder(vault, at, holder))
}

async function removePerson(asked: Asked): Promise<void> {
  await changeKeys(asked, (_, at) => {
    const found = at.keyFile.slots.find((slot) => slot.name === SECOND)
    return Promise.resolve(removeHolder(at, found?.id ?? ''))
  })
}

type Change = (vault: OpenVault, at: RootAtHand) => Promise<KeyFile>

async function changeKeys(asked: Asked, change: Change): Promise<void> {
  const vault = await openVault(asked.tools, asked.folder, asked.passphrase())
  try {
    await withRoot(vault, asked.passphrase(), async (at) => {
      const next = await change(vault, at)
      await putKeysInForce(vault, { before: at.keyFile, next }, (writeTable) => {
        vault.db.transaction(writeTable).immediate()
      })
    })
    asked.say('changed', vault)
  } finally {
    vault.close()
  }
}

async function rotate(asked: Asked): Promise<void> {
  const vault = await openVault(asked.tools, asked.folder, asked.passphrase())
  try {
    const { vault: next, failure } = await withRoot(vault, asked.passphrase(), (at) =>
      rotateVault(vault, { at, passphrase: asked.passphrase() }, desk),
    )
    if (failure) next.close()
    if (failure) throw failure as Error
    asked.say(`groups ${(next.recoveryGroups() ?? []).join(' ')}`, next)
    next.close()
  } finally {
    vault.close()
  }
}

async function restore({ tools, folder, passphrase, say }: Asked): Promise<void> {
  const [newest] = readBackups(folder)
  const path = join(describeFolder(folder).backups, newest?.file ?? '')
  const plan = { folder, package: path, passphrase: passphrase(), groups: null, isNew: false }
  const { vault } = await restoreVault(tools, plan, desk)
  say('restored', vault)
  vault.close()
}

export const keyActs: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  'change-passphrase': changePassphrase,
  'add-person': addPerson,
  'remove-person': removePerson,
  rotate,
  restore,
}
