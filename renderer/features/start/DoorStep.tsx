import { useState } from 'react'
import type { BackupFile } from '../../../shared/backups/model.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'
import type { LockedState } from '../../app/door-face.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { DamagedWorkspace } from './DamagedWorkspace.tsx'
import { MissingWorkspace } from './MissingWorkspace.tsx'
import { RecoverForm } from './RecoverForm.tsx'
import { RestoreForm } from './RestoreForm.tsx'
import { SalvageForm } from './SalvageForm.tsx'
import { ThreadPicture } from './ThreadPicture.tsx'
import { UnlockForm } from './UnlockForm.tsx'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-door', {
  foot: 'Everything stays in one encrypted file on this computer. No account, no server.',
})

/** Which way in is being taken. */
type Step =
  | { readonly kind: 'unlock' }
  | { readonly kind: 'recover' }
  | {
      readonly kind: 'restore'
      readonly wanted: BackupFile | null
      /** What was found wrong with the workspace on the way here. */
      readonly damage: AppError | null
    }
  | { readonly kind: 'damaged'; readonly damage: AppError }
  | { readonly kind: 'salvage'; readonly damage: AppError }

/** Forms that need the height the picture would take. */
const LONG: readonly Step['kind'][] = ['recover', 'restore', 'salvage']

interface DoorStepProps {
  readonly workspace: RecentWorkspace
  readonly locked: LockedState | null
  /** The backup the person asked to restore before the workspace was closed. */
  readonly wanted: BackupFile | null
  readonly onLocate: (key: RecentKey) => void
}

/** The right-hand side: the way into the chosen workspace. */
export function DoorStep(props: DoorStepProps) {
  const { wanted } = props
  const t = useWords(words)
  const [step, setStep] = useState<Step>(
    wanted ? { kind: 'restore', wanted, damage: null } : { kind: 'unlock' },
  )
  const isLong = LONG.includes(step.kind)
  return (
    <main className={c('door', isLong && 'tall')}>
      <Way {...props} step={step} onStep={setStep} />
      {isLong ? null : <ThreadPicture />}
      <p className={c('foot')}>{t('foot')}</p>
    </main>
  )
}

interface WayProps extends DoorStepProps {
  readonly step: Step
  readonly onStep: (step: Step) => void
}

function Way({ workspace, locked, onLocate, step, onStep }: WayProps) {
  const unlock = () => {
    if (step.kind === 'restore') goTo('/today')
    onStep({ kind: 'unlock' })
  }
  const recover = () => onStep({ kind: 'recover' })
  const restore = () => onStep({ kind: 'restore', wanted: null, damage: null })
  const damaged = (damage: AppError) => onStep({ kind: 'damaged', damage })
  switch (step.kind) {
    case 'recover':
      return <RecoverForm workspace={workspace} onBack={unlock} onDamage={damaged} />
    case 'restore':
    case 'damaged':
    case 'salvage':
      return <WayBack workspace={workspace} step={step} onStep={onStep} onUnlock={unlock} />
    case 'unlock':
      return workspace.missing ? (
        <MissingWorkspace workspace={workspace} onLocate={onLocate} onRestore={restore} />
      ) : (
        <UnlockForm
          workspace={workspace}
          locked={locked?.key === workspace.key ? locked : null}
          onRecover={recover}
          onRestore={restore}
          onDamage={damaged}
        />
      )
  }
}

interface WayBackProps {
  readonly workspace: RecentWorkspace
  readonly step: Extract<Step, { kind: 'restore' | 'damaged' | 'salvage' }>
  readonly onStep: (step: Step) => void
  readonly onUnlock: () => void
}

/** The file as it is does not do: an earlier state of it, or what is left. */
function WayBack({ workspace, step, onStep, onUnlock }: WayBackProps) {
  const { damage } = step
  const explain = () => (damage ? onStep({ kind: 'damaged', damage }) : onUnlock())
  const salvage = () => (damage ? onStep({ kind: 'salvage', damage }) : onUnlock())
  switch (step.kind) {
    case 'restore':
      return (
        <RestoreForm
          workspace={workspace}
          wanted={step.wanted}
          damage={damage}
          onSalvage={salvage}
          onBack={explain}
        />
      )
    case 'salvage':
      return <SalvageForm workspace={workspace} onBack={explain} />
    case 'damaged':
      return (
        <DamagedWorkspace
          workspace={workspace}
          error={step.damage}
          onRestore={(backup) =>
            onStep({ kind: 'restore', wanted: backup?.file ?? null, damage: step.damage })
          }
          onRecover={() => onStep({ kind: 'recover' })}
          onSalvage={salvage}
          onAgain={onUnlock}
        />
      )
  }
}
