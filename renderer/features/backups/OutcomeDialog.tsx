import { tellOutcome, useOutcome } from './outcome.ts'
import { RestoredDialog } from './RestoredDialog.tsx'
import { SalvagedDialog } from './SalvagedDialog.tsx'

/** Above whatever is shown first of a workspace that was brought back. */
export function OutcomeDialog() {
  const outcome = useOutcome()
  if (!outcome) return null
  const close = () => tellOutcome(null)
  return outcome.kind === 'restored' ? (
    <RestoredDialog report={outcome.report} onClose={close} />
  ) : (
    <SalvagedDialog name={outcome.name} report={outcome.report} onClose={close} />
  )
}
