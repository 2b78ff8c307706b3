// One attempt to make a workspace open again: whose way in is taken, how far the work is, and what came
// of it. The typed secrets are gone after each attempt.
import { useState } from 'react'
import type { Way } from '../../../shared/backups/model.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { OpenWorkspace } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { goTo } from '../../app/place.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useJob, type RunningJob, type StartsWork } from '../../data/jobs.ts'
import { useTypedGroups } from './recovery.ts'
import { secondsToWait, useCountdown } from './unlock.ts'

export interface Attempt {
  readonly way: ReturnType<typeof useWay>
  readonly job: RunningJob
  readonly error: AppError | null
  /** Seconds until the next one. */
  readonly wait: number
}

interface Opened {
  readonly workspace: OpenWorkspace
}

export function useAttempt<Plan, Output extends Opened>(
  call: StartsWork<Plan & { readonly way: Way }, Output>,
  tell: (opened: Output) => void,
) {
  const way = useWay()
  const job = useJob(call)
  const [error, setError] = useState<AppError | null>(null)
  const [wait, startWait] = useCountdown()

  async function start(plan: Plan): Promise<void> {
    if (!way.ready || job.running || wait > 0) return
    setError(null)
    const sealed = await settle(way.seal())
    if (!sealed.ok) return setError(sealed.error)
    const outcome = await job.run({ ...plan, way: sealed.value })
    way.clear()
    if (!outcome.ok) {
      setError(outcome.error)
      return startWait(secondsToWait(outcome.error))
    }
    void answers.invalidateQueries({ queryKey: keyOf(api.workspace.recent) })
    tell(outcome.value)
    goTo('/today')
    updateSession(outcome.value.workspace)
  }

  return { way, job, error, wait, start }
}

/** The passphrase of then, or the printed page and a new passphrase. */
function useWay() {
  const [kind, setKind] = useState<Way['kind']>('passphrase')
  const [passphrase, setPassphrase] = useState('')
  const draft = usePassphraseDraft([])
  const typed = useTypedGroups(() => undefined)
  const byKit = kind === 'recovery'

  async function makeWay(): Promise<Way> {
    if (!byKit) return { kind, passphrase: await seal(passphrase) }
    return { kind, groups: [...typed.groups], passphrase: await seal(draft.text) }
  }
  return {
    kind,
    setKind,
    passphrase,
    setPassphrase,
    draft,
    typed,
    ready: byKit ? typed.complete && draft.ready : passphrase !== '',
    seal: makeWay,
    clear: () => {
      setPassphrase('')
      draft.clear()
    },
  }
}
