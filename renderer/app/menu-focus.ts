// Where the focus is while one goes along the menu bar. Each menu gives it back to the place it was
// opened from, which after a step to the side is a menu that is gone: so the bar puts it right.
import { useEffect, useState, type RefObject } from 'react'
import { COMMAND_GROUPS, type CommandGroup } from '../../shared/commands.ts'

export function useMenuFocus(bar: RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState<CommandGroup | null>(null)
  const focus = (group: CommandGroup) =>
    bar.current?.querySelectorAll('button')[COMMAND_GROUPS.indexOf(group)]?.focus()

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F10' || event.shiftKey) return
      event.preventDefault()
      bar.current?.querySelector('button')?.focus()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [bar])

  /** Not where a command took the focus elsewhere: into a dialog, to another place. */
  function putRight(group: CommandGroup): void {
    const holder = document.activeElement
    if (holder === document.body || bar.current?.contains(holder)) focus(group)
  }

  return {
    open,
    setOpen: (group: CommandGroup, isOpen: boolean) => {
      setOpen(isOpen ? group : null)
      if (!isOpen) requestAnimationFrame(() => requestAnimationFrame(() => putRight(group)))
    },
    goAlong: (next: CommandGroup | null) => {
      if (!next) return
      setOpen(null)
      requestAnimationFrame(() => {
        focus(next)
        setOpen(next)
      })
    },
  }
}
