import type { OpenWorkspace } from '../../../shared/workspace/model.ts'
import { Answered } from '../../app/Answered.tsx'
import { api } from '../../app/api.ts'
import { lockNow } from '../../app/frame-commands.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { classNames } from '../../ui/classes.ts'
import { RecoverySheet } from '../../app/RecoverySheet.tsx'
import { KitCheck } from './KitCheck.tsx'
import { KitPage } from './KitPage.tsx'
import { StepPage } from './StepPage.tsx'
import css from './KitStep.module.css'

const c = classNames(css)
const words = defineWords('setup-kit', {
  title: 'Keep your recovery kit',
  body: 'If you lose the passphrase, this page is the only way back in. Nobody can reset it for you, and it is not stored anywhere else. Print it and keep it where you keep contracts.',
  later: 'Finish later',
})

export function KitStep({ workspace }: { readonly workspace: OpenWorkspace }) {
  const t = useWords(words)
  const kit = useAnswer(api.workspace.recoveryKit)
  const head = useAnswer(api.record.head)
  return (
    <>
      <StepPage
        step={3}
        title={t('title')}
        body={t('body')}
        leave={t('later')}
        onLeave={() => void lockNow()}
      >
        <Answered answer={kit}>
          {(shown) => (
            <div className={c('grid')}>
              <KitPage kit={shown} />
              <KitCheck kit={shown} />
            </div>
          )}
        </Answered>
      </StepPage>
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
