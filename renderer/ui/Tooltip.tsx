import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './Tooltip.module.css'

const c = classNames(css)

interface TooltipProps {
  readonly words: string
  readonly side?: 'top' | 'bottom' | 'end'
  readonly disabled?: boolean
  readonly children: React.ReactNode
}

export function Tooltip({ words, side = 'bottom', disabled = false, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={disabled}>
      {children}
      <AriaTooltip className={c('tooltip')} placement={side} offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
