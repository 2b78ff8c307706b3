import { Check, Eye, RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AppError, ErrorCode } from '../../shared/kit/errors.ts'
import { saveAgain } from '../data/commands.ts'
import { useSaving } from '../data/saving.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Status } from '../ui/Glyph.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatTime } from './formats.ts'
import { defineWords, useWords } from '../locales/words.ts'
import { useSession } from './session.ts'
import css from './SavedState.module.css'

const c = classNames(css)
const words = defineWords('saved-state', {
  saving: 'Saving…',
  saved: 'Saved {{time}}',
  allSaved: 'Saved',
  failed: 'Could not save',
  because: 'Could not save: {{reason}}',
  diskFull: 'the disk is full',
  diskError: 'the disk reported an error',
  readOnly: 'the folder is read only',
  gone: 'its folder is not where it was',
  takenOver: 'another program has the workspace',
  retry: 'Retry',
  toRead: 'Read only',
})

const REASONS = {
  'disk-full': 'diskFull',
  'disk-error': 'diskError',
  'folder-not-writable': 'readOnly',
  'workspace-taken-over': 'takenOver',
  'workspace-gone': 'gone',
} as const satisfies Partial<Record<ErrorCode, string>>

/** Whether everything is in the file. There is no Save button, so this is always there to look at. */
export function SavedState() {
  const { failure, held } = useSaving()
  const { readOnly } = useSession()
  const place = useRef<HTMLSpanElement>(null)
  const retried = useRef(false)
  useEffect(() => {
    // The button that was pressed is gone: what it led to is what is read next.
    if (!failure && retried.current) place.current?.focus()
    retried.current = false
  }, [failure])
  const retry = () => {
    retried.current = true
    void saveAgain()
  }
  return (
    <span ref={place} tabIndex={-1} className={c('saved')}>
      {failure ? <Failed error={failure} onRetry={held ? retry : null} /> : null}
      {failure ? null : readOnly ? <ToRead /> : <Saved />}
    </span>
  )
}

interface FailedProps {
  readonly error: AppError
  readonly onRetry: (() => void) | null
}

/** The whole sentence stands in the notice; here is what is wrong and the way on. */
function Failed({ error, onRetry }: FailedProps) {
  const t = useWords(words)
  const reason = Object.entries(REASONS).find(([code]) => code === error.code)?.[1]
  return (
    <>
      <Status tone="negative">
        <span className={c('words', reason && 'short')}>{t('failed')}</span>
        {reason ? <span className={c('long')}>{t('because', { reason: t(reason) })}</span> : null}
      </Status>
      {onRetry ? (
        <Button size="small" icon={RotateCw} onPress={onRetry}>
          {t('retry')}
        </Button>
      ) : null}
    </>
  )
}

/** Where nothing can be saved, nothing is said to be. */
function ToRead() {
  const t = useWords(words)
  return (
    <>
      <Icon of={Eye} size="small" />
      <span className={c('words')}>{t('toRead')}</span>
    </>
  )
}

function Saved() {
  const t = useWords(words)
  const { pending, savedAt } = useSaving()
  return (
    <>
      <Icon of={Check} size="small" />
      <span className={c('words')}>
        {pending > 0
          ? t('saving')
          : savedAt
            ? t('saved', { time: formatTime(savedAt) })
            : t('allSaved')}
      </span>
    </>
  )
}
