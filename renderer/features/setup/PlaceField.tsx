import { Folder } from 'lucide-react'
import type { Place } from '../../../shared/files/model.ts'
import { api } from '../../app/api.ts'
import { ErrorNote } from '../../app/ErrorNote.tsx'
import { sayPlaceWarning } from '../../app/sentences.ts'
import { FolderBrowser } from '../../app/places/FolderBrowser.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { useFolderChoice } from '../../data/places.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { FieldWarning } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import css from './Setup.module.css'

const c = classNames(css)
const words = defineWords('setup-place', {
  place: 'Place',
  in: 'in {{where}}',
  change: 'Change…',
  changeName: 'Change the place…',
  choose: 'Choose a place for the workspace',
})

interface PlaceFieldProps {
  readonly folder: Place | null
  readonly onChange: (folder: Place) => void
}

/** The folder the workspace will be made in. */
export function PlaceField({ folder, onChange }: PlaceFieldProps) {
  const t = useWords(words)
  const folders = useFolderChoice()
  const home = useAnswer(api.files.home)
  async function change(): Promise<void> {
    const chosen = await folders.chooseFolder()
    if (chosen) onChange(chosen)
  }
  return (
    <div className={c('place')}>
      <ErrorNote error={home.error} />
      <span className={c('placeName')}>{t('place')}</span>
      <div className={c('placeRow')}>
        <Icon of={Folder} />
        <span className={c('where')}>
          {folder?.name ?? '…'}
          {folder ? <small>{t('in', { where: folder.where })}</small> : null}
        </span>
        <Button size="small" aria-label={t('changeName')} onPress={() => void change()}>
          {t('change')}
        </Button>
      </div>
      {folder ? <Warnings folder={folder} /> : null}
      <FolderBrowser title={t('choose')} browsing={folders.browsing} toWrite />
    </div>
  )
}

/** What speaks against it; it may be chosen all the same. */
function Warnings({ folder }: { readonly folder: Place }) {
  const { data: warnings = [] } = useAnswer(api.workspace.warningsAbout, { folder: folder.token })
  return warnings.map((warning) => (
    <FieldWarning key={JSON.stringify(warning)}>{sayPlaceWarning(warning)}</FieldWarning>
  ))
}
