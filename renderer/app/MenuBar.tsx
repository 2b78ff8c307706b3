// Stands in for the native menu where the window has none. F10 goes to it, arrow keys move along it,
// and what it offers is the same list the native menu is made from.
import { useRef } from 'react'
import { Button as AriaButton, Toolbar } from 'react-aria-components'
import { COMMAND_GROUPS } from '../../shared/commands.ts'
import { classNames } from '../ui/classes.ts'
import { Menu } from '../ui/Menu.tsx'
import { canRun, keysOf, listCommands, runCommand } from './commands.ts'
import { hasNativeMenu, nextGroup } from './menu-bar.ts'
import { nameCommand, nameGroup } from './sentences.ts'
import { useMenuFocus } from './menu-focus.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './MenuBar.module.css'

const c = classNames(css)
const words = defineWords('menu-bar', { name: 'Menu' })

export function MenuBar() {
  return hasNativeMenu(location.protocol) ? null : <DrawnMenuBar />
}

function DrawnMenuBar() {
  const t = useWords(words)
  const bar = useRef<HTMLDivElement>(null)
  const { open, setOpen, goAlong } = useMenuFocus(bar)
  return (
    <nav aria-label={t('name')}>
      <Toolbar ref={bar} className={c('bar')} aria-label={t('name')}>
        {COMMAND_GROUPS.map((group) => (
          <Menu
            key={group}
            name={nameGroup(group)}
            isOpen={open === group}
            onOpenChange={(isOpen) => setOpen(group, isOpen)}
            onKeyDown={(event) => goAlong(nextGroup(group, event.key))}
            trigger={<AriaButton className={c('item')}>{nameGroup(group)}</AriaButton>}
            entries={listCommands(group).map((id) => ({
              id,
              words: nameCommand(id),
              keys: keysOf(id),
              off: !canRun(id),
              onChoose: () => runCommand(id),
            }))}
          />
        ))}
      </Toolbar>
    </nav>
  )
}
