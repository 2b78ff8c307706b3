import type { SecondPlace } from '../../../shared/backups/model.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Note } from '../../ui/Note.tsx'
import { Status } from '../../ui/Glyph.tsx'
import { careFor } from './view.ts'

const words = defineWords('second-place-status', {
  fine: 'Copies are up to date',
  'not-reachable':
    'The folder cannot be reached now. Connect the drive: the next backup copies what is missing.',
  overdue: 'The last copy is more than a week old. Back up now to copy what is missing.',
  'same-disk':
    'This folder is on the same disk as the workspace: both would be lost together. Choose one on another disk.',
})

/** How it stands with the second place, in words. */
export function PlaceStatus({ place }: { readonly place: SecondPlace }) {
  const t = useWords(words)
  const care = careFor(place)
  if (care === 'none') return null
  if (care === null) return <Status tone="positive">{t('fine')}</Status>
  return <Note tone="caution">{t(care)}</Note>
}
