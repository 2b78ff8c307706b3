import type { LucideIcon } from 'lucide-react'
import { classNames } from './classes.ts'
import css from './Icon.module.css'

const c = classNames(css)

interface IconProps {
  readonly of: LucideIcon
  readonly size?: 'small' | 'medium' | 'large'
}

/** Always beside a word or inside a named button, so it is hidden from assistive technology. */
export function Icon({ of: Shape, size = 'medium' }: IconProps) {
  return <Shape aria-hidden className={c('icon', size)} />
}
