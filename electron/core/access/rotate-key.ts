// A new key for the workspace, then its backups under the new key one by one. Until the last one is
// done the old root key is in memory; what could not be encrypted again is named, never removed.
import { join } from 'node:path'
import type { Rotation } from '../../../shared/access/model.ts'
import type { SealedSecret } from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
import type { JobDesk } from '../jobs.ts'
import { OpenSession } from '../open-session.ts'
import { copyMissing } from '../backups/second-place.ts'
import { ignoreRefusal } from '../ignore-refusal.ts'
import { readBackups } from '../vault/backup-list.ts'
import { describeFolder } from '../vault/folder.ts'
import { deriveSessionKeys, dropSessionKeys, type SessionKeys } from '../vault/keys.ts'
import { getKeyFile, withRoot } from '../vault/own-passphrase.ts'
import { describeHolders } from '../vault/people.ts'
import type { RepackRequest } from '../vault/repack-backup.ts'
import { listSetAside } from '../vault/restore-place.ts'
import { rotateVault, type Rotated } from '../vault/rotate.ts'
import type { OpenVault } from '../vault/vault.ts'
import { withSecret } from '../workspace/opening.ts'
import { remember } from '../workspace/remembered.ts'
import { copySecret } from '../secret-bytes.ts'

const CHANGED = { access: null, workspace: null, history: null, record: null }

export async function rotateKey(desk: JobDesk, own: SealedSecret): Promise<Rotation> {
  const { core } = desk
  const { vault } = core.session.current()
  const holders = describeHolders(getKeyFile(vault), vault.actor)
  const lostAccess = holders.filter(({ isYou }) => !isYou).map(({ name }) => name)
  const former = await withSecret(core, own, (passphrase) => rotateOpen(desk, passphrase))
  try {
    core.emit({ kind: 'changed', features: CHANGED })
    const session = core.session.current()
    await remember(core, session)
    const left = await repackAll(desk, { vault: session.vault, former })
    const repacked = readBackups(vault.folder).length - left.length
    // The second place shows by itself where it could not be reached.
    if (core.session.isOpenWith(session))
      await copyMissing(core, session.vault).catch(ignoreRefusal)
    core.emit({ kind: 'changed', features: { backups: null } })
    // Files that restores set aside stay under the old key: they are of a day before it changed.
    const leftBehind = [...left, ...listSetAside(vault.folder)]
    return { repacked, leftBehind, lostAccess }
  } finally {
    dropSessionKeys(former)
  }
}

/** The keys the backups still have. */
async function rotateOpen(desk: JobDesk, passphrase: Uint8Array): Promise<SessionKeys> {
  const { core } = desk
  const kept: { former?: SessionKeys; failure?: unknown } = {}
  await core.session.exchange(({ vault }) =>
    withRoot(vault, passphrase, async (at) => {
      kept.former = deriveSessionKeys(at.root, Buffer.from(vault.wid, 'hex'))
      const rotated = await rotateVault(vault, { at, passphrase }, desk)
      kept.failure = rotated.failure
      return startSession(core, rotated)
    }),
  )
  if (kept.former && !kept.failure) return kept.former
  if (kept.former) dropSessionKeys(kept.former)
  throw kept.failure
}

function startSession(core: CoreContext, { vault, failure }: Rotated): OpenSession {
  try {
    const session = new OpenSession({ vault, declared: core.declared, now: core.now })
    session.startTail()
    // At once, as a lid that closes now must not leave it out of the record.
    if (!failure) session.write({ ...ROTATED, final: true, edit: null }, () => undefined)
    return session
  } catch (error) {
    vault.close()
    throw error
  }
}

const ROTATED = { operation: 'access.rotate', kind: 'final' } as const

async function repackAll(
  desk: JobDesk,
  { vault, former }: Pick<Repacking, 'vault' | 'former'>,
): Promise<string[]> {
  const backups = readBackups(vault.folder)
  const leftBehind: string[] = []
  for (const [index, { file }] of backups.entries()) {
    desk.progress('backups', index, backups.length)
    const done = await repackOne(desk, { vault, file, former })
    if (!done) leftBehind.push(file)
  }
  return leftBehind
}

interface Repacking {
  readonly vault: OpenVault
  readonly file: string
  readonly former: SessionKeys
}

/** The key has changed already: a backup that fails, or a person who stops here, changes nothing of that. */
async function repackOne(desk: JobDesk, { vault, file, former }: Repacking): Promise<boolean> {
  const { backups } = describeFolder(vault.folder)
  const mark = Buffer.from(vault.tools.randomBytes(6)).toString('hex')
  const request: RepackRequest = {
    path: join(backups, file),
    scratch: join(backups, `.${mark}.image`),
    wid: vault.wid,
    from: copyKeys(former),
    to: copyKeys(vault.keys),
    keyFile: getKeyFile(vault),
    recordKey: copySecret(vault.recordKey),
  }
  try {
    return await desk.compute<boolean>('repack-backup', request)
  } catch {
    return false // locked or stopped meanwhile, or the disk failed: it is named
  } finally {
    for (const keys of [request.from, request.to]) {
      keys.database.fill(0)
      keys.package.fill(0)
    }
    request.recordKey.fill(0)
  }
}

function copyKeys(keys: SessionKeys) {
  return { database: copySecret(keys.database), package: copySecret(keys.package) }
}
