import type { AppError } from '../../shared/kit/errors.ts'
import { Note } from '../ui/Note.tsx'
import { explainError } from './errors.ts'

/** An error beside what it is about, said aloud when it appears. */
export function ErrorNote({ error }: { readonly error: AppError | null }) {
  if (!error) return null
  return (
    <Note tone="negative" live>
      {explainError(error)}
    </Note>
  )
}
