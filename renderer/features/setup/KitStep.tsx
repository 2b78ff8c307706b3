import type { OpenWorkspace } from '../../../shared/workspace/model.ts'
import { lockNow } from '../../app/frame-commands.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Kit } from './Kit.tsx'
import { StepPage } from './StepPage.tsx'

const words = defineWords('setup-kit', {
  title: 'Keep your recovery kit',
  body: 'If you lose the passphrase, this page is the only way back in. Nobody can reset it for you, and it is not stored anywhere else. Print it and keep it where you keep contracts.',
  later: 'Finish later',
})

export function KitStep({ workspace }: { readonly workspace: OpenWorkspace }) {
  const t = useWords(words)
  return (
    <Kit workspace={workspace}>
      {(grid) => (
        <StepPage
          step={3}
          title={t('title')}
          body={t('body')}
          leave={t('later')}
          onLeave={() => void lockNow()}
        >
          {grid}
        </StepPage>
      )}
    </Kit>
  )
}
