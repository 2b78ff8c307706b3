// The queue of notices at the bottom of the window. A step leaves after eight seconds; an error stays
// until it is read.
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'
import type { AppError } from '../../shared/kit/errors.ts'
import type { Step } from '../../shared/history/model.ts'
import { sayStep } from './sentences.ts'
import { explainError } from './errors.ts'

export interface Notice {
  readonly tone: 'positive' | 'negative' | 'neutral'
  readonly text: string
  /** The command its button runs. */
  readonly action?: 'edit.undo' | 'edit.redo'
}

const STAY = 8_000

export const notices = new ToastQueue<Notice>({ maxVisibleToasts: 2 })

export function announce(notice: Notice): void {
  if (notice.tone === 'negative') notices.add(notice)
  else notices.add(notice, { timeout: STAY })
}

export function announceStep(step: Step): void {
  announce({ tone: 'positive', text: sayStep(step), action: 'edit.undo' })
}

/** Failing twice for one reason is one notice, said anew. */
export function announceFailure(error: AppError): void {
  withdrawFailure(error)
  announce({ tone: 'negative', text: explainError(error) })
}

/** Nothing stands over a final act, least of all an Undo. */
export function withdrawSteps(): void {
  for (const { key, content } of notices.visibleToasts) if (content.action) notices.close(key)
}

/** The reason is gone before its notice was read. */
export function withdrawFailure(error: AppError): void {
  const text = explainError(error)
  for (const { key, content } of notices.visibleToasts)
    if (content.tone === 'negative' && content.text === text) notices.close(key)
}
