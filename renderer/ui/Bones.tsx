// What is loading keeps the shape of what comes. Nothing is drawn for the first 400 ms: most answers
// are there by then, and a flash would be worse than a short wait.
import { classNames } from './classes.ts'
import css from './Bones.module.css'

const c = classNames(css)

interface BonesProps {
  readonly name: string
  readonly rows?: number
}

export function Bones({ name, rows = 4 }: BonesProps) {
  return (
    <div className={c('bones')} role="status" aria-label={name}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={c('bone')} />
      ))}
    </div>
  )
}
