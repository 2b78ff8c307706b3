// Everything the window can ask for: one line per feature. Client, bridge, handlers and router
// derive from this object.
import type { InputOf, Operation, OutputOf } from './kit/operation.ts'
import { accessContract } from './access/contract.ts'
import { backupsContract } from './backups/contract.ts'
import { draftsContract } from './drafts/contract.ts'
import { filesContract } from './files/contract.ts'
import { historyContract } from './history/contract.ts'
import { printingContract } from './printing/contract.ts'
import { programContract } from './program/contract.ts'
import { recordContract } from './record/contract.ts'
import { releasesContract } from './releases/contract.ts'
import { settingsContract } from './settings/contract.ts'
import { strategyContract } from './strategy/contract.ts'
import { workspaceContract } from './workspace/contract.ts'

export const contract = {
  access: accessContract,
  backups: backupsContract,
  drafts: draftsContract,
  files: filesContract,
  history: historyContract,
  printing: printingContract,
  program: programContract,
  record: recordContract,
  releases: releasesContract,
  settings: settingsContract,
  strategy: strategyContract,
  workspace: workspaceContract,
}

export type Contract = typeof contract
export type FeatureName = keyof Contract
export type FeatureContract = Readonly<Record<string, Operation>>

/** What the window calls: `api.strategy.addPriority({ … })`. */
export type Client = {
  readonly [F in FeatureName]: {
    readonly [Name in keyof Contract[F]]: Contract[F][Name] extends Operation
      ? (input: InputOf<Contract[F][Name]>) => Promise<OutputOf<Contract[F][Name]>>
      : never
  }
}
