// The sentence for an error, in the language of the window.
import i18next from 'i18next'
import { ERROR_SENTENCES, sentenceFor, valuesFor } from '../../shared/kit/error-text.ts'
import type { AppError } from '../../shared/kit/errors.ts'
import { defineWords } from '../locales/words.ts'

defineWords('errors', ERROR_SENTENCES)

export function explainError(error: AppError): string {
  const data = error.toData()
  return i18next.t(sentenceFor(data), { ns: 'errors', ...valuesFor(data) })
}
