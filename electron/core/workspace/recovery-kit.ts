// The recovery kit: shown until two of its groups were typed back, then nowhere but on paper.
import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant } from '../../../shared/kit/schema.ts'
import type { PrintedPage } from '../../../shared/printing/model.ts'
import { readGroup } from '../../../shared/workspace/recovery-text.ts'
import {
  RECOVERY_GROUPS,
  type OpenWorkspace,
  type RecoveryKit,
} from '../../../shared/workspace/model.ts'
import type { CoreContext } from '../context.ts'
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
    madeAt: instant.parse(vault.createdAt),
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
    madeAt: instant.parse(vault.createdAt),
    groups: [...getGroups(core)],
    recordHead: session.read((tx) => getHead(tx.db)).head,
  }
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
