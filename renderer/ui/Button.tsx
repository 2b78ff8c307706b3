import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './classes.ts'
import { Icon } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'
import css from './Button.module.css'

const c = classNames(css)

type Look = 'primary' | 'outlined' | 'quiet' | 'soft' | 'danger' | 'dangerFill'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly look?: Look
  readonly size?: 'small' | 'medium' | 'large'
  readonly wide?: boolean
  readonly icon?: LucideIcon
  readonly children: React.ReactNode
}

export function Button(props: ButtonProps) {
  const { look = 'outlined', size = 'medium', wide = false, icon, children, ...rest } = props
  return (
    <AriaButton {...rest} className={c('button', look, size, wide && 'wide')}>
      {icon ? <Icon of={icon} /> : null}
      {children}
    </AriaButton>
  )
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  readonly icon: LucideIcon
  readonly name: string
  readonly tip?: string
  readonly size?: 'small' | 'medium'
}

/** A button whose words are its tooltip. */
export function IconButton({ icon, name, tip = name, size = 'medium', ...rest }: IconButtonProps) {
  return (
    <Tooltip words={tip}>
      <AriaButton {...rest} aria-label={name} className={c('iconButton', `${size}Icon`)}>
        <Icon of={icon} />
      </AriaButton>
    </Tooltip>
  )
}

interface LinkButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly children: React.ReactNode
}

/** An act that reads as part of the text. */
export function LinkButton({ children, ...rest }: LinkButtonProps) {
  return (
    <AriaButton {...rest} className={c('link')}>
      {children}
    </AriaButton>
  )
}
