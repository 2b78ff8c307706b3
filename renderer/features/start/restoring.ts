import type { Restored } from '../../../shared/backups/model.ts'
import type { Contract } from '../../../shared/contract.ts'
import type { InputOf } from '../../../shared/kit/operation.ts'
import { api } from '../../app/api.ts'
import { tellOutcome } from '../backups/outcome.ts'
import { useAttempt } from './attempt.ts'

type Request = InputOf<Contract['backups']['restore']>
export type Plan = Pick<Request, 'from' | 'into'>
export type Restoring = ReturnType<typeof useRestoring>

export function useRestoring() {
  return useAttempt<Plan, Restored>(api.backups.restore, ({ report }) =>
    tellOutcome({ kind: 'restored', report }),
  )
}
