import type { LucideIcon } from 'lucide-react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import { classNames } from './classes.ts'
import { Icon } from './Icon.tsx'
import css from './Menu.module.css'

const c = classNames(css)

export interface MenuEntry {
  readonly id: string
  readonly words: string
  readonly keys?: string | null
  readonly icon?: LucideIcon
  readonly off?: boolean
  /** Takes something away: red words. */
  readonly danger?: boolean
  /** A line above it. */
  readonly apart?: boolean
  readonly onChoose: () => void
}

interface MenuProps {
  readonly name: string
  readonly entries: readonly MenuEntry[]
  readonly trigger: React.ReactNode
  /** Which of its edges stands under that of its button. */
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly onKeyDown?: (event: React.KeyboardEvent) => void
}

export function Menu(props: MenuProps) {
  const { name, entries, trigger, align = 'start', isOpen, onOpenChange, onKeyDown } = props
  const controlled = isOpen === undefined ? {} : { isOpen }
  return (
    <MenuTrigger {...controlled} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <Popover className={c('popover')} placement={`bottom ${align}`} offset={4}>
        <div onKeyDownCapture={onKeyDown}>
          <AriaMenu className={c('menu')} aria-label={name}>
            {entries.flatMap((entry) => [
              ...(entry.apart
                ? [<Separator key={`${entry.id}-line`} className={c('line')} />]
                : []),
              <Item key={entry.id} entry={entry} />,
            ])}
          </AriaMenu>
        </div>
      </Popover>
    </MenuTrigger>
  )
}

function Item({ entry }: { readonly entry: MenuEntry }) {
  return (
    <AriaMenuItem
      id={entry.id}
      className={c('item', entry.danger && 'danger')}
      textValue={entry.words}
      isDisabled={entry.off ?? false}
      onAction={entry.onChoose}
    >
      {entry.icon ? <Icon of={entry.icon} /> : null}
      <span>{entry.words}</span>
      {entry.keys ? <span className={c('keys')}>{entry.keys}</span> : null}
    </AriaMenuItem>
  )
}
