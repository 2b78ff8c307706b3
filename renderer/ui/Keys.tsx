import { classNames } from './classes.ts'
import css from './Keys.module.css'

const c = classNames(css)

/** Key caps. What they say is already in the name of the control they stand in. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className={c('keys')} aria-hidden>
      {keys}
    </kbd>
  )
}
