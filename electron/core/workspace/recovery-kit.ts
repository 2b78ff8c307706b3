// The recovery kit: shown until two of its groups were typed back, then nowhere but on paper.
import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant, type Instant } from '../../../shared/kit/schema.ts'
import type { PrintedPage } from '../../../shared/printing/model.ts'
import { readGroup } from '../../../shared/workspace/recovery-text.ts'
import {
  RECOVERY_GROUPS,
  type OpenWorkspace,
  type RecoveryKit,
} from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
import { sql } from '../db/sql.ts'
import { doorAct } from '../open-session.ts'
import { getHead } from '../record/chain.ts'
import { saveRecoveryConfirmed } from './store.ts'

interface TypedGroup {
  readonly number: number
  readonly text: string
}

export function getRecoveryKit(core: CoreContext): RecoveryKit {
  const { vault } = core.session.current()
  const groups = getGroups(core)
  return {
    workspace: vault.name,
    madeAt: findKeyDate(core),
    groups: [...groups],
    typeBack: groupsToTypeBack(groups),
  }
}

export function confirmRecovery(core: CoreContext, typed: readonly TypedGroup[]): OpenWorkspace {
  const session = core.session.current()
  const groups = getGroups(core)
  const wrong = groupsToTypeBack(groups).filter((number) => {
    const text = typed.find((group) => group.number === number)?.text ?? ''
    return readGroup(text) !== groups[number - 1]
  })
  if (wrong.length > 0) throw new AppError('recovery-groups-differ', { groups: wrong })
  session.write(doorAct('workspace.confirmRecovery'), () =>
    saveRecoveryConfirmed(session.vault.db, core.now()),
  )
  session.vault.dropRoot()
  return core.session.describe()
}

export function describeKitPage(core: CoreContext): PrintedPage {
  const session = core.session.current()
  const { vault } = session
  return {
    kind: 'recovery-kit',
    workspace: vault.name,
    wid: vault.wid,
    owner: vault.actor.name,
    madeAt: findKeyDate(core),
    groups: [...getGroups(core)],
    recordHead: session.read((tx) => getHead(tx.db)).head,
  }
}

/** The page belongs to a root key: made with the workspace, or when its key was changed last. */
function findKeyDate(core: CoreContext): Instant {
  const session = core.session.current()
  const changed = session.read((tx) =>
    tx.db.find<{ at: string | null }>(
      sql`SELECT max(at) AS at FROM record_entry WHERE operation = 'access.rotate'`,
    ),
  )
  return instant.parse(changed?.at ?? session.vault.createdAt)
}

function getGroups(core: CoreContext): readonly string[] {
  const groups = core.session.current().vault.recoveryGroups()
  if (!groups) throw new AppError('not-found', { what: 'recovery kit' })
  return groups
}

/** Two different groups, the same each time they are asked for, known only to who has the text. */
function groupsToTypeBack(groups: readonly string[]): [number, number] {
  const [a = 0, b = 0] = createHash('sha256').update(groups.join('')).digest()
  const first = a % RECOVERY_GROUPS
  const second = (first + 1 + (b % (RECOVERY_GROUPS - 1))) % RECOVERY_GROUPS
  return [Math.min(first, second) + 1, Math.max(first, second) + 1]
}
