// From a secret to an open workspace: the passphrase is opened, used and zeroed here, and whatever
// was open before is locked first.
import type { OpenWorkspace, SealedSecret } from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
import { OpenSession } from '../open-session.ts'
import type { OpenVault } from '../vault/vault.ts'
import { rememberFolder } from './recent.ts'

interface Opening {
  readonly operation: string
  readonly open: () => Promise<OpenVault>
}

export async function startSession(
  core: CoreContext,
  { operation, open }: Opening,
): Promise<OpenWorkspace> {
  return core.session.alone(async () => {
    await core.session.lockNow('asked')
    const vault = await open()
    try {
      const session = new OpenSession({ vault, declared: core.declared, now: core.now })
      session.write({ operation, kind: 'door', edit: null }, () => undefined)
      return core.session.start(session, await rememberFolder(core, vault.folder))
    } catch (error) {
      vault.close()
      throw error
    }
  })
}

export async function withSecret<T>(
  core: CoreContext,
  secret: SealedSecret,
  work: (passphrase: Uint8Array) => Promise<T>,
): Promise<T> {
  const passphrase = core.secrets.open(secret)
  try {
    return await work(passphrase)
  } finally {
    passphrase.fill(0)
  }
}
