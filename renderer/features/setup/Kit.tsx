import type { OpenWorkspace } from '../../../shared/workspace/model.ts'
import { Answered } from '../../app/Answered.tsx'
import { api } from '../../app/api.ts'
import { RecoverySheet } from '../../app/RecoverySheet.tsx'
import { useAnswer, useSecretAnswer } from '../../data/answers.ts'
import { classNames } from '../../ui/classes.ts'
import { KitCheck } from './KitCheck.tsx'
import { KitPage } from './KitPage.tsx'
import css from './KitStep.module.css'

const c = classNames(css)

interface KitProps {
  readonly workspace: OpenWorkspace
  /** What stands around it on screen; on paper there is only the sheet. */
  readonly children: (grid: React.ReactNode) => React.ReactNode
}

export function Kit({ workspace, children }: KitProps) {
  const kit = useSecretAnswer(api.workspace.recoveryKit)
  const head = useAnswer(api.record.head)
  return (
    <>
      <div className={c('screen')}>
        {children(
          <Answered answer={kit}>
            {(shown) => (
              <div className={c('grid')}>
                <KitPage kit={shown} />
                <KitCheck kit={shown} />
              </div>
            )}
          </Answered>,
        )}
      </div>
      {kit.data ? (
        <div className={c('paper')}>
          <RecoverySheet
            page={{
              kind: 'recovery-kit',
              workspace: kit.data.workspace,
              wid: workspace.wid,
              owner: workspace.actor,
              madeAt: kit.data.madeAt,
              groups: kit.data.groups,
              recordHead: head.data?.head ?? '',
            }}
          />
        </div>
      ) : null}
    </>
  )
}
