import { Switch as AriaSwitch } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './Switch.module.css'

const c = classNames(css)

interface SwitchProps {
  readonly label: string
  readonly hint?: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export function Switch({ label, hint, on, onChange }: SwitchProps) {
  return (
    <AriaSwitch className={c('switch')} isSelected={on} onChange={onChange}>
      <span className={c('track')} />
      <span className={c('words')}>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
    </AriaSwitch>
  )
}
