// From a secret to an open workspace: the passphrase is opened, used and zeroed here, and whatever
// was open before is locked first.
import type { OpenWorkspace, SealedSecret } from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
import { doorAct, OpenSession } from '../open-session.ts'
import type { OpenVault } from '../vault/vault.ts'
import { scheduleDailyBackup } from '../backups/daily.ts'
import { rememberFolder } from './recent.ts'
import { findRemembered, judgeAge, remember } from './remembered.ts'

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
    return enterSession(core, { operation, vault: await open() })
  })
}

interface Entering {
  readonly vault: OpenVault
  /** Its line in the record; null: it has one already. */
  readonly operation: string | null
}

/** From within `session.alone`, with nothing open. */
export async function enterSession(
  core: CoreContext,
  { vault, operation }: Entering,
): Promise<OpenWorkspace> {
  try {
    const session = new OpenSession({ vault, declared: core.declared, now: core.now })
    session.startTail()
    // Just restored, it is older on purpose.
    const known = operation === null ? null : await findRemembered(core, vault.wid)
    const older = judgeAge(session, known)
    if (operation !== null && !vault.readOnly) session.write(doorAct(operation), () => undefined)
    const key = await rememberFolder(core, vault.folder)
    // What was seen of the newer file stays remembered until the person says that this one counts.
    if (!older) await remember(core, session)
    const opened = core.session.start(session, { key, older })
    if (core.housekeeping && !vault.readOnly) scheduleDailyBackup(core, session)
    return opened
  } catch (error) {
    vault.close()
    throw error
  }
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
