import { useState } from 'react'
import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'
import type { LockedState } from '../../app/door-face.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { MissingWorkspace } from './MissingWorkspace.tsx'
import { RecoverForm } from './RecoverForm.tsx'
import { ThreadPicture } from './ThreadPicture.tsx'
import { UnlockForm } from './UnlockForm.tsx'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-door', {
  foot: 'Everything stays in one encrypted file on this computer. No account, no server.',
})

interface DoorStepProps {
  readonly workspace: RecentWorkspace
  readonly locked: LockedState | null
  readonly onLocate: (key: RecentKey) => void
}

/** The right-hand side: the way into the chosen workspace. */
export function DoorStep({ workspace, locked, onLocate }: DoorStepProps) {
  const t = useWords(words)
  const [recovering, setRecovering] = useState(false)
  const reason = locked?.key === workspace.key ? locked : null
  return (
    <main className={c('door', recovering && 'tall')}>
      {workspace.missing ? (
        <MissingWorkspace workspace={workspace} onLocate={onLocate} />
      ) : recovering ? (
        <RecoverForm workspace={workspace} onBack={() => setRecovering(false)} />
      ) : (
        <UnlockForm workspace={workspace} locked={reason} onRecover={() => setRecovering(true)} />
      )}
      {recovering ? null : <ThreadPicture />}
      <p className={c('foot')}>{t('foot')}</p>
    </main>
  )
}
