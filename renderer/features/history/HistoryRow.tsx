import { classNames } from '../../ui/classes.ts'
import { Note } from '../../ui/Note.tsx'
import type { Step } from '../../../shared/history/model.ts'
import css from './History.module.css'

const c = classNames(css)

interface HistoryRowProps {
  readonly sentence: string
  readonly meta: string
  readonly state?: Step['state']
  readonly act: React.ReactNode
  readonly refusal: string | null
}

/** What happened, who and when, and what can be done about it. */
export function HistoryRow({ sentence, meta, state = 'done', act, refusal }: HistoryRowProps) {
  return (
    <li className={c('step', state)}>
      <div className={c('stepWords')}>
        <p className={c('sentence')}>{sentence}</p>
        <p className={c('meta')}>{meta}</p>
      </div>
      {act}
      {refusal === null ? null : (
        <div className={c('refusal')}>
          <Note tone="caution" live>
            {refusal}
          </Note>
        </div>
      )}
    </li>
  )
}
