import { useId } from 'react'
import { classNames } from './classes.ts'
import css from './Panel.module.css'

const c = classNames(css)

interface PanelProps {
  readonly title: React.ReactNode
  readonly end?: React.ReactNode
  readonly flush?: boolean
  readonly padded?: boolean
  readonly children: React.ReactNode
}

export function Panel({ title, end, flush = false, padded = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className={c('panel')} aria-labelledby={id}>
      <div className={c('head', flush && 'flush')}>
        <h2 id={id}>{title}</h2>
        {end ? <div className={c('end')}>{end}</div> : null}
      </div>
      {padded ? <div className={c('body')}>{children}</div> : children}
    </section>
  )
}
