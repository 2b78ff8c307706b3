import { Check } from 'lucide-react'
import { useSaving } from '../data/saving.ts'
import { classNames } from '../ui/classes.ts'
import { Status } from '../ui/Glyph.tsx'
import { Icon } from '../ui/Icon.tsx'
import { explainError } from './errors.ts'
import { formatTime } from './formats.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './SavedState.module.css'

const c = classNames(css)
const words = defineWords('saved-state', {
  saving: 'Saving…',
  saved: 'Saved {{time}}',
  allSaved: 'Saved',
  failed: 'Could not save',
})

/** Whether everything is in the file. There is no Save button, so this is always there to look at. */
export function SavedState() {
  const t = useWords(words)
  const { pending, savedAt, failure } = useSaving()
  if (failure)
    return (
      <span className={c('saved')} title={explainError(failure)}>
        <Status tone="negative">{t('failed')}</Status>
      </span>
    )
  return (
    <span className={c('saved')}>
      <Icon of={Check} size="small" />
      <span className={c('words')}>
        {pending > 0
          ? t('saving')
          : savedAt
            ? t('saved', { time: formatTime(savedAt) })
            : t('allSaved')}
      </span>
    </span>
  )
}
