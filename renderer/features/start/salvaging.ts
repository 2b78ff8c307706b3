import type { Contract } from '../../../shared/contract.ts'
import type { InputOf } from '../../../shared/kit/operation.ts'
import type { Salvaged } from '../../../shared/backups/model.ts'
import { api } from '../../app/api.ts'
import { tellOutcome } from '../backups/outcome.ts'
import { useAttempt } from './attempt.ts'

type Plan = Omit<InputOf<Contract['backups']['salvage']>, 'way'>

export function useSalvaging() {
  return useAttempt<Plan, Salvaged>(api.backups.salvage, ({ workspace, report }) =>
    tellOutcome({ kind: 'salvaged', name: workspace.name, report }),
  )
}
