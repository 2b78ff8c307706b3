// Whatever changes who may open the workspace asks for the person's own passphrase: only it brings the
// root key back, and nobody does it at a computer that was left open.
import { useRef, useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { SealedSecret } from '../../../shared/workspace/model.ts'
import { explainError } from '../../app/errors.ts'
import { seal } from '../../app/secret.ts'
import { answers } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useJob, type RunningJob, type StartsWork } from '../../data/jobs.ts'

export interface OwnField {
  readonly typed: string
  readonly type: (text: string) => void
  readonly ref: React.RefObject<HTMLInputElement | null>
  readonly problem: string | null
}

export interface OwnAct<Input, Output> {
  readonly own: OwnField
  readonly job: RunningJob
  /** What went wrong other than the passphrase. */
  readonly error: AppError | null
  /** With the request made around the sealed passphrase; null: refused, and said so. */
  readonly run: (request: (own: SealedSecret) => Promise<Input>) => Promise<Output | null>
}

export function useOwnAct<Input, Output>(call: StartsWork<Input, Output>): OwnAct<Input, Output> {
  const job = useJob<Input, Output>(call)
  const [typed, type] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const ref = useRef<HTMLInputElement>(null)
  const isAboutOwn = error?.code === 'own-passphrase-wrong'

  function refuse(refusal: AppError): null {
    setError(refusal)
    if (refusal.code === 'own-passphrase-wrong') ref.current?.focus()
    return null
  }
  async function run(request: (own: SealedSecret) => Promise<Input>): Promise<Output | null> {
    if (job.running || typed === '') return null
    setError(null)
    const asked = await settle(seal(typed).then(request))
    if (!asked.ok) return refuse(asked.error)
    const outcome = await job.run(asked.value)
    type('')
    if (!outcome.ok) return refuse(outcome.error)
    void answers.invalidateQueries({ queryKey: ['access'] })
    void answers.invalidateQueries({ queryKey: ['backups'] })
    return outcome.value
  }

  return {
    own: { typed, type, ref, problem: isAboutOwn ? explainError(error) : null },
    job,
    error: isAboutOwn ? null : error,
    run,
  }
}
