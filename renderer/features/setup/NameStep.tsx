import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { explainError } from '../../app/errors.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Field } from '../../ui/Field.tsx'
import type { Creation } from './creation.ts'
import { PlaceField } from './PlaceField.tsx'
import { StepPage } from './StepPage.tsx'
import { judgeName, stepOfError } from './view.ts'
import css from './Setup.module.css'

const c = classNames(css)
const words = defineWords('setup-name', {
  title: 'Name your program’s workspace',
  body: 'The workspace is one encrypted file on this computer. You can copy it or move it later.',
  cancel: 'Cancel',
  name: 'Name',
  nameHint: 'What you call the program, such as Leadership 2027–28',
  nameMissing: 'Type a name first.',
  nameBad: 'Leave out signs such as / : * ? and a dot at the start.',
  owner: 'Your name',
  ownerHint: 'Stands beside what you change, in the history and the record',
  ownerMissing: 'Type your name first.',
  next: 'Continue',
})

interface NameStepProps {
  readonly creation: Creation
  readonly onNext: () => void
}

export function NameStep({ creation, onNext }: NameStepProps) {
  const t = useWords(words)
  const { name, owner, folder } = creation
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const [ready, setReady] = useState(false)
  const problems = useProblems(creation, tried)

  function next(event: React.FormEvent): void {
    event.preventDefault()
    setTried(true)
    const wrong = judgeName(name) !== null ? 0 : owner.trim() === '' ? 1 : null
    if (wrong !== null) form.current?.querySelectorAll('input')[wrong]?.focus()
    else setReady(true)
  }
  // The place it goes to may still be on its way from the core.
  const goOn = useEffectEvent(onNext)
  useEffect(() => {
    if (ready && folder) goOn()
  }, [ready, folder])

  return (
    <StepPage
      step={1}
      title={t('title')}
      body={t('body')}
      leave={t('cancel')}
      onLeave={() => goTo('/today')}
      focusOn="input"
    >
      <form ref={form} className={c('form')} onSubmit={next} noValidate>
        <Fields creation={creation} problems={problems} />
        <PlaceField folder={folder} onChange={creation.setFolder} />
        <div className={c('row')}>
          <span className={c('push')} />
          <Button look="primary" size="large" type="submit">
            {t('next')}
          </Button>
        </div>
      </form>
    </StepPage>
  )
}

interface Problems {
  readonly name: string | null
  readonly owner: string | null
}

function useProblems({ name, owner, error }: Creation, tried: boolean): Problems {
  const t = useWords(words)
  const judged = tried ? judgeName(name) : null
  const ofCore = error && stepOfError(error.code) === 'name' ? explainError(error) : null
  const said = { missing: t('nameMissing'), 'bad-sign': t('nameBad') }
  return {
    name: judged ? said[judged] : ofCore,
    owner: tried && owner.trim() === '' ? t('ownerMissing') : null,
  }
}

interface FieldsProps {
  readonly creation: Creation
  readonly problems: Problems
}

function Fields({ creation, problems }: FieldsProps) {
  const t = useWords(words)
  return (
    <>
      <Field
        large
        label={t('name')}
        hint={t('nameHint')}
        maxLength={80}
        value={creation.name}
        onChange={creation.setName}
        problem={problems.name}
      />
      <Field
        large
        label={t('owner')}
        hint={t('ownerHint')}
        maxLength={80}
        autoComplete="name"
        value={creation.owner}
        onChange={creation.setOwner}
        problem={problems.owner}
      />
    </>
  )
}
