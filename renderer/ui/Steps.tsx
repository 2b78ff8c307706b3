import { classNames } from './classes.ts'
import css from './Steps.module.css'

const c = classNames(css)

interface StepsProps {
  readonly name: string
  readonly steps: readonly string[]
  /** Index of the step one is at. */
  readonly here: number
}

/** The horizontal thread: dots behind, a ring here, hollow rings ahead. */
export function Steps({ name, steps, here }: StepsProps) {
  return (
    <ol className={c('steps')} aria-label={name}>
      {steps.map((step, at) => (
        <li
          key={step}
          className={c(at < here && 'done', at === here && 'here')}
          aria-current={at === here ? 'step' : undefined}
        >
          <b>{step}</b>
        </li>
      ))}
    </ol>
  )
}
