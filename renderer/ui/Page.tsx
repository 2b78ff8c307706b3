import { classNames } from './classes.ts'
import css from './Page.module.css'

const c = classNames(css)

interface PageProps {
  readonly title: string
  readonly above?: string
  readonly lede?: React.ReactNode
  readonly narrow?: boolean
  readonly children: React.ReactNode
}

/** One place of the app: its name first, then what it holds. */
export function Page({ title, above, lede, narrow = false, children }: PageProps) {
  return (
    <div className={c('page', narrow && 'narrow')}>
      <div className={c('head')}>
        {above ? <p className={c('above')}>{above}</p> : null}
        <h1>{title}</h1>
        {lede ? <p className={c('lede')}>{lede}</p> : null}
      </div>
      {children}
    </div>
  )
}
