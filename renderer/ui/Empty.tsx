import type { LucideIcon } from 'lucide-react'
import { classNames } from './classes.ts'
import { Icon } from './Icon.tsx'
import css from './Empty.module.css'

const c = classNames(css)

interface EmptyProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly action?: React.ReactNode
  readonly children: React.ReactNode
}

/** Nothing here: what it is for, and one thing to do. */
export function Empty({ icon, title, action, children }: EmptyProps) {
  return (
    <div className={c('empty')}>
      <Icon of={icon} size="large" />
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  )
}
