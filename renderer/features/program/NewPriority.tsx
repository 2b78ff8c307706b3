import { useState } from 'react'
import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useCommand } from '../../data/commands.ts'
import { useDraft } from '../../data/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Field } from '../../ui/Field.tsx'
import { Keys } from '../../ui/Keys.tsx'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-new-priority', {
  name: 'Name of the new priority',
  placeholder: 'Such as: fill key roles from within',
  missing: 'Type a name first.',
  add: 'Add',
  done: 'Done',
})

const MIDDLE = 5
export const NEW_PRIORITY = 'program/new-priority'

/** Enter adds and stays, so that several can be typed one after the other; Esc leaves. */
export function NewPriority({ onLeave }: { readonly onLeave: () => void }) {
  const t = useWords(words)
  const { text: name, type: setName } = useDraft(NEW_PRIORITY)
  const [problem, setProblem] = useState<string | null>(null)
  const add = useCommand(api.strategy.addPriority, { quiet: true })
  const type = (text: string) => {
    setName(text)
    setProblem(null)
  }

  async function submit(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '') return setProblem(t('missing'))
    const outcome = await add.run({ name, sponsor: '', weight: MIDDLE })
    if (outcome.ok) type('')
    else setProblem(explainError(outcome.error))
  }

  return (
    <form className={c('new')} onSubmit={(event) => void submit(event)}>
      <Field
        takesFocus
        labelHidden
        label={t('name')}
        placeholder={t('placeholder')}
        maxLength={160}
        value={name}
        onChange={type}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
        problem={problem}
      />
      <Button type="submit">
        {t('add')}
        <Keys keys="Enter" />
      </Button>
      <Button look="quiet" onPress={onLeave}>
        {t('done')}
        <Keys keys="Esc" />
      </Button>
    </form>
  )
}
