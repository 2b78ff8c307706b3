import type { Answer } from '../data/answers.ts'
import { Bones } from '../ui/Bones.tsx'
import { Failure } from './Failure.tsx'
import { defineWords, useWords } from '../locales/words.ts'

const words = defineWords('answered', { loading: 'Loading' })

interface AnsweredProps<Output> {
  readonly answer: Answer<Output>
  readonly rows?: number
  readonly children: (value: Output) => React.ReactNode
}

interface UnansweredProps {
  readonly answers: readonly Answer<unknown>[]
}

/** Several answers a part needs all of: the first that failed, or bones. */
export function Unanswered({ answers }: UnansweredProps) {
  const t = useWords(words)
  const failed = answers.find(({ error }) => error !== null)
  if (failed?.error) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />
  return <Bones name={t('loading')} />
}

/** An answer on screen: its bones while it comes, its error with a way on, or the thing itself. */
export function Answered<Output>({ answer, rows = 4, children }: AnsweredProps<Output>) {
  const t = useWords(words)
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />
  return <Bones name={t('loading')} rows={rows} />
}
