import { defineWords, useWords } from '../../locales/words.ts'
import { Field } from '../../ui/Field.tsx'
import { PlaceField } from '../setup/PlaceField.tsx'
import type { NewPlace } from './new-place.ts'

const words = defineWords('start-new-place', {
  name: 'Name of the workspace',
  nameHint: 'What you call the program, such as Leadership 2027–28',
  badName: 'Leave out signs such as / : * ? and a dot at the start.',
})

interface NewPlaceFieldsProps {
  readonly place: NewPlace
}

export function NewPlaceFields({ place }: NewPlaceFieldsProps) {
  const t = useWords(words)
  return (
    <>
      <Field
        large
        label={t('name')}
        hint={t('nameHint')}
        maxLength={80}
        value={place.name}
        onChange={place.setName}
        problem={place.nameFits || place.name === '' ? null : t('badName')}
      />
      <PlaceField folder={place.folder} onChange={place.setFolder} />
    </>
  )
}
