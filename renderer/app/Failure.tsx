import type { ErrorComponentProps } from '@tanstack/react-router'
import { AppError } from '../../shared/kit/errors.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { explainError } from './errors.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './Failure.module.css'

const c = classNames(css)
const words = defineWords('failure', {
  title: 'This part could not be shown',
  kept: 'Everything you saved is safe in the workspace.',
  again: 'Try again',
})

interface FailureProps {
  readonly error: Error
  readonly onRetry: () => void
}

export function Failure({ error, onRetry }: FailureProps) {
  const t = useWords(words)
  return (
    <div className={c('failure')} role="alert">
      <Glyph tone="negative" />
      <h2>{t('title')}</h2>
      <p>{error instanceof AppError ? explainError(error) : t('kept')}</p>
      <Button onPress={onRetry}>{t('again')}</Button>
    </div>
  )
}

export function RouteFailure({ error, reset }: ErrorComponentProps) {
  return <Failure error={error instanceof Error ? error : new Error()} onRetry={reset} />
}
