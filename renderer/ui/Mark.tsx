import { useId } from 'react'
import { classNames } from './classes.ts'
import css from './Mark.module.css'

const c = classNames(css)

/** The logo: one line through one ring. The name stands beside it. */
export function Mark({ big = false }: { readonly big?: boolean }) {
  const clip = useId()
  return (
    <svg className={c('mark', big && 'big')} viewBox="0 0 24 24" aria-hidden>
      <clipPath id={clip}>
        <rect x="1" y="1" width="22" height="22" rx="6" />
      </clipPath>
      <rect className={c('tile')} x="1" y="1" width="22" height="22" rx="6" />
      <path
        className={c('line')}
        d="M0 17.2C6 17.2 8.6 15.4 12 12S18 6.8 24 6.8"
        clipPath={`url(#${clip})`}
      />
      <circle className={c('ring')} cx="12" cy="12" r="3.6" />
    </svg>
  )
}
