import { join } from 'node:path'
import type { Salvaged, SalvagedKind } from '../../../shared/backups/model.ts'
import type { Contract } from '../../../shared/contract.ts'
import { listUnsalvaged } from '../../../shared/kit/personal-data.ts'
import type { InputOf } from '../../../shared/kit/operation.ts'
import type { SalvagedTable, SalvageReport } from '../../../shared/workspace/salvage.ts'
import type { CoreContext } from '../context.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import type { JobDesk } from '../jobs.ts'
import { verifyChain } from '../record/chain.ts'
import { inspectFolder } from '../vault/inspect.ts'
import { WORKSPACE_SUFFIX } from '../vault/folder.ts'
import { checkPassphrase } from '../vault/passphrase.ts'
import { salvageVault } from '../vault/salvage-vault.ts'
import { enterSession, withSecret } from '../workspace/opening.ts'
import { getRecentFolder } from '../workspace/recent.ts'
import { listRememberedKeys } from '../workspace/remembered.ts'

type Request = InputOf<Contract['backups']['salvage']>

export async function salvage(desk: JobDesk, { key, into, way }: Request): Promise<Salvaged> {
  const { core } = desk
  const folder = await getRecentFolder(core, key)
  const parent = core.places.pathOf(into.folder)
  refuseInsideWorkspace(parent)
  return withSecret(core, way.passphrase, async (passphrase) => {
    if (way.kind === 'recovery') await checkPassphrase(passphrase, [])
    return core.session.alone(async () => {
      await core.session.lockNow('asked')
      const { wid } = inspectFolder(folder)
      const remembered = wid ? await listRememberedKeys(core, wid) : []
      const plan = {
        folder,
        into: join(parent, into.name + WORKSPACE_SUFFIX),
        passphrase,
        groups: way.kind === 'recovery' ? way.groups : null,
        leaveOut: listUnsalvaged(core.declared),
      }
      const { vault, report } = await salvageVault({ ...core.vault, remembered }, plan, desk)
      const workspace = await enterSession(core, { vault, operation: 'backups.salvage' })
      return { workspace, report: describeReport(core, report) }
    })
  })
}

function describeReport(core: CoreContext, report: SalvageReport): Salvaged['report'] {
  const { pages, damagedPages, missingPages, unplacedRows, contradictingPages } = report
  const { intact } = core.session.current().read((tx) => verifyChain(tx.db, tx.recordKey))
  const isNamed = ({ table }: SalvagedTable) => core.declared[table]?.noun !== undefined
  const named = report.tables.filter(isNamed).map((table) => ({
    ...describeTable(table),
    noun: core.declared[table.table]?.noun ?? null,
  }))
  const others = report.tables.filter((table) => !isNamed(table)).map(describeTable)
  return {
    pages,
    damagedPages,
    missingPages,
    kinds: [...named, ...others.slice(0, 1).map((first) => others.slice(1).reduce(addUp, first))],
    unplacedRows,
    mixedDays: contradictingPages > 0,
    recordIntact: intact,
  }
}

function describeTable({ rows, lost, withoutParent, refused }: SalvagedTable): SalvagedKind {
  return { noun: null, rows, lost, leftOut: withoutParent + refused }
}

function addUp(a: SalvagedKind, b: SalvagedKind): SalvagedKind {
  const most = a.lost.most === null || b.lost.most === null ? null : a.lost.most + b.lost.most
  return {
    noun: null,
    rows: a.rows + b.rows,
    lost: { least: a.lost.least + b.lost.least, most },
    leftOut: a.leftOut + b.leftOut,
  }
}
