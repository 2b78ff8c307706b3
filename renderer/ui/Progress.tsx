import { ProgressBar } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './Progress.module.css'

const c = classNames(css)

interface ProgressProps {
  readonly name: string
  readonly count: string
  readonly phase: string
  readonly share: number
  readonly end: React.ReactNode
}

/** Long work: what, how far, and a way to stop it. Nothing inside a bar is heard, so that stands outside. */
export function Progress({ name, count, phase, share, end }: ProgressProps) {
  const draw = (bar: HTMLElement | null) => bar?.style.setProperty('--at', `${share * 100}%`)
  return (
    <div className={c('progress')}>
      <ProgressBar
        className={c('progress')}
        aria-label={name}
        value={share * 100}
        valueLabel={count}
      >
        <div className={c('line')}>
          <strong>{name}</strong>
          <span className={c('count')}>{count}</span>
        </div>
        <div className={c('track')}>
          <div ref={draw} className={c('bar')} />
        </div>
      </ProgressBar>
      <div className={c('line')}>
        <span className={c('phase')}>{phase}</span>
        {end}
      </div>
    </div>
  )
}
