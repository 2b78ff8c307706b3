// One attempt to restore: whose way in is taken, how far it is, and what came of it. The typed secrets
// are gone after each attempt.
import { useState } from 'react'
import type { Way } from '../../../shared/backups/model.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { Contract } from '../../../shared/contract.ts'
import type { InputOf } from '../../../shared/kit/operation.ts'
import { api } from '../../app/api.ts'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { goTo } from '../../app/place.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useJob } from '../../data/jobs.ts'
import { tellRestored } from '../backups/restored.ts'
import { useTypedGroups } from './recovery.ts'
import { secondsToWait, useCountdown } from './unlock.ts'

type Request = InputOf<Contract['backups']['restore']>
export type Plan = Pick<Request, 'from' | 'into'>
export type Restoring = ReturnType<typeof useRestoring>

export function useRestoring() {
  const way = useWay()
  const job = useJob(api.backups.restore)
  const [error, setError] = useState<AppError | null>(null)
  const [wait, startWait] = useCountdown()

  async function restore(plan: Plan): Promise<void> {
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
    const { workspace, report } = outcome.value
    void answers.invalidateQueries({ queryKey: keyOf(api.workspace.recent) })
    tellRestored(report)
    goTo('/today')
    updateSession(workspace)
  }

  return { way, job, error, wait, restore }
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
