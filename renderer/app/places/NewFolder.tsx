import { useState } from 'react'
import { fileName, type FileToken, type Place } from '../../../shared/files/model.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Field } from '../../ui/Field.tsx'
import { api } from '../api.ts'
import { explainError } from '../errors.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import css from './FolderBrowser.module.css'

const c = classNames(css)
const words = defineWords('new-folder', {
  name: 'Name of the new folder',
  make: 'Make folder',
  cancel: 'Cancel',
  badName: 'Leave out signs such as / : * ? and a dot at the start.',
})

interface NewFolderProps {
  readonly folder: FileToken
  readonly onMade: (place: Place) => void
  readonly onLeave: () => void
}

export function NewFolder({ folder, onMade, onLeave }: NewFolderProps) {
  const t = useWords(words)
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function make(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    if (!fileName.safeParse(name).success) return setProblem(t('badName'))
    const outcome = await settle(api.files.makeFolder({ folder, name }))
    if (!outcome.ok) return setProblem(explainError(outcome.error))
    await answers.invalidateQueries({ queryKey: keyOf(api.files.list) })
    onMade(outcome.value)
  }

  const leave = (event: { readonly key: string }) => event.key === 'Escape' && onLeave()

  return (
    <form className={c('naming')} onSubmit={(event) => void make(event)}>
      <Field
        takesFocus
        label={t('name')}
        value={name}
        onChange={setName}
        onKeyDown={leave}
        problem={problem}
      />
      <Button onPress={onLeave}>{t('cancel')}</Button>
      <Button type="submit">{t('make')}</Button>
    </form>
  )
}
