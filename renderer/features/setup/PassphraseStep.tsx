import { ErrorNote } from '../../app/ErrorNote.tsx'
import { explainError } from '../../app/errors.ts'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import type { Creation } from './creation.ts'
import { StepPage } from './StepPage.tsx'
import { stepOfError } from './view.ts'
import css from './Setup.module.css'

const c = classNames(css)
const words = defineWords('setup-passphrase', {
  title: 'Choose a passphrase',
  body: 'It opens {{name}} and nothing else does, except the recovery kit of the next step. Nobody can reset it for you.',
  cancel: 'Cancel',
  back: 'Back',
  next: 'Create the workspace',
  creating: 'Creating…',
})

interface PassphraseStepProps {
  readonly creation: Creation
  readonly onBack: () => void
}

export function PassphraseStep({ creation, onBack }: PassphraseStepProps) {
  const t = useWords(words)
  const { name, owner, error, pending } = creation
  const draft = usePassphraseDraft([name, owner])
  const place = error ? stepOfError(error.code) : null

  async function create(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    if (!draft.ready || pending) return
    const refused = await creation.create(draft.text)
    if (refused) draft.clear()
    if (refused && stepOfError(refused.code) === 'name') onBack()
  }

  return (
    <StepPage
      step={2}
      title={t('title')}
      body={t('body', { name })}
      leave={t('cancel')}
      onLeave={() => goTo('/today')}
      focusOn="input"
    >
      <form className={c('form')} onSubmit={(event) => void create(event)}>
        <ErrorNote error={place === 'here' ? error : null} />
        <NewPassphrase
          draft={draft}
          problem={error && place === 'passphrase' ? explainError(error) : null}
        />
        <div className={c('row')}>
          <Button look="quiet" size="large" onPress={onBack}>
            {t('back')}
          </Button>
          <span className={c('push')} />
          <Button look="primary" size="large" type="submit" isDisabled={!draft.ready || pending}>
            {pending ? t('creating') : t('next')}
          </Button>
        </div>
      </form>
    </StepPage>
  )
}
