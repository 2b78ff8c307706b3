import { AppError } from '../../shared/kit/errors.ts'

/** Where the act itself stands and what failed beside it shows elsewhere. */
export function ignoreRefusal(error: unknown): false {
  if (error instanceof AppError) return false
  throw error
}
