import { join } from 'node:path'
import type { Restored } from '../../../shared/backups/model.ts'
import type { InputOf } from '../../../shared/kit/operation.ts'
import type { Contract } from '../../../shared/contract.ts'
import { WORKSPACE_SUFFIX } from '../vault/folder.ts'
import type { CoreContext } from '../context.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import type { JobDesk } from '../jobs.ts'
import { describeFolder } from '../vault/folder.ts'
import { restoreVault } from '../vault/restore.ts'
import { checkPassphrase } from '../vault/passphrase.ts'
import { enterSession, withSecret } from '../workspace/opening.ts'
import { getRecentFolder } from '../workspace/recent.ts'
import { listRememberedKeys } from '../workspace/remembered.ts'
import { readPackage } from '../vault/backup-package.ts'

type Request = InputOf<Contract['backups']['restore']>

/** Whatever is open is locked first: the file is about to be another one. */
export async function restore(desk: JobDesk, request: Request): Promise<Restored> {
  const { core } = desk
  const folder = await findFolder(core, request.into)
  const path = await findPackage(core, request, folder)
  const { way } = request
  return withSecret(core, way.passphrase, async (passphrase) => {
    if (way.kind === 'recovery') await checkPassphrase(passphrase, [])
    return core.session.alone(async () => {
      await core.session.lockNow('asked')
      const wid = readPackage(path)?.header.wid ?? ''
      const tools = { ...core.vault, remembered: await listRememberedKeys(core, wid) }
      const groups = way.kind === 'recovery' ? way.groups : null
      const plan = { folder, package: path, passphrase, groups, isNew: request.into.kind === 'new' }
      const { vault, report } = await restoreVault(tools, plan, desk)
      return { workspace: await enterSession(core, { vault, operation: null }), report }
    })
  })
}

async function findFolder(core: CoreContext, into: Request['into']): Promise<string> {
  if (into.kind === 'workspace') return getRecentFolder(core, into.key)
  const parent = core.places.pathOf(into.folder)
  refuseInsideWorkspace(parent)
  return join(parent, into.name + WORKSPACE_SUFFIX)
}

async function findPackage(core: CoreContext, { from }: Request, folder: string): Promise<string> {
  if (from.kind === 'file') return core.places.pathOf(from.file)
  return join(describeFolder(folder).backups, from.file)
}
