// One line per feature: its handlers and what it keeps. The registry of personal data, the
// migrations and the owners of tables are read from here.
import type { FeatureName } from '../../shared/contract.ts'
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { Migration } from './db/migration.ts'
import { NO_DATA, type Feature } from './feature.ts'
import { accessHandlers } from './access/handlers.ts'
import { backupsHandlers } from './backups/handlers.ts'
import { draftsHandlers } from './drafts/handlers.ts'
import { draftsData } from './drafts/store.ts'
import { filesHandlers } from './files/handlers.ts'
import { historyHandlers } from './history/handlers.ts'
import { historyData } from './history/store.ts'
import { printingHandlers } from './printing/handlers.ts'
import { programHandlers } from './program/handlers.ts'
import { programData } from './program/store.ts'
import { recordHandlers } from './record/handlers.ts'
import { recordData } from './record/store.ts'
import { releasesHandlers } from './releases/handlers.ts'
import { releasesData } from './releases/store.ts'
import { settingsHandlers } from './settings/handlers.ts'
import { strategyHandlers } from './strategy/handlers.ts'
import { strategyData } from './strategy/store.ts'
import { workspaceHandlers } from './workspace/handlers.ts'
import { workspaceData } from './workspace/store.ts'

export const features: { readonly [F in FeatureName]: Feature<F> } = {
  access: { handlers: accessHandlers, data: NO_DATA },
  backups: { handlers: backupsHandlers, data: NO_DATA },
  drafts: { handlers: draftsHandlers, data: draftsData },
  files: { handlers: filesHandlers, data: NO_DATA },
  history: { handlers: historyHandlers, data: historyData },
  printing: { handlers: printingHandlers, data: NO_DATA },
  program: { handlers: programHandlers, data: programData },
  record: { handlers: recordHandlers, data: recordData },
  releases: { handlers: releasesHandlers, data: releasesData },
  settings: { handlers: settingsHandlers, data: NO_DATA },
  strategy: { handlers: strategyHandlers, data: strategyData },
  workspace: { handlers: workspaceHandlers, data: workspaceData },
}

const every = Object.entries(features)

export const declaredTables: TableDeclarations = Object.assign(
  {},
  ...every.map(([, { data }]) => data.tables),
)

/** What no restored backup sets back. */
export const carriedTables: readonly string[] = Object.entries(declaredTables).flatMap(
  ([table, { carried }]) => (carried ? [table] : []),
)

export const migrations: readonly Migration[] = every
  .flatMap(([, { data }]) => data.migrations)
  .sort((a, b) => a.version - b.version)

const owners = new Map(
  every.flatMap(([name, { data }]) => Object.keys(data.tables).map((table) => [table, name])),
)

export function ownerOf(table: string): string {
  return owners.get(table) ?? ''
}
