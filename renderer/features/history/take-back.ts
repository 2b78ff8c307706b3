import { useState } from 'react'
import type { StepId } from '../../../shared/history/model.ts'
import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { useCommand } from '../../data/commands.ts'

/** Takes one step back; a refusal names the later step and stays beside the one it is about. */
export function useTakeBack(onDone?: () => void) {
  const revert = useCommand(api.history.revert, { announce: true, quiet: true })
  const [refused, setRefused] = useState<{ readonly step: StepId; readonly why: string } | null>(
    null,
  )

  async function takeBack(step: StepId): Promise<void> {
    setRefused(null)
    const outcome = await revert.run({ step })
    if (outcome.ok) onDone?.()
    else setRefused({ step, why: explainError(outcome.error) })
  }

  const refusalOf = (step: StepId) => (refused?.step === step ? refused.why : null)
  return { takeBack: (step: StepId) => void takeBack(step), refusalOf }
}
