import type { AppError } from '../../shared/kit/errors.ts'
import { Note } from '../ui/Note.tsx'
import { explainError } from './errors.ts'

/** An error beside what it is about, said aloud when it appears. That work was stopped is no fault. */
export function ErrorNote({ error }: { readonly error: AppError | null }) {
  if (!error) return null
  return (
    <Note tone={error.code === 'cancelled' ? 'neutral' : 'negative'} live>
      {explainError(error)}
    </Note>
  )
}
