// The commands of `shared/commands.ts` come alive here. A part of the screen that can do one says so
// while it is on screen; menu, shortcut, button and notice all run the same handler.
import { useEffect, useEffectEvent } from 'react'
import { COMMAND_IDS, commands, type CommandId } from '../../shared/commands.ts'
import { onEvent } from './connection.ts'
import { belongsToField, isPressed } from './key-press.ts'

const handlers = new Map<CommandId, () => void>()
const isMac = navigator.platform.startsWith('Mac')

export function useHandler(id: CommandId, handle: (() => void) | null): void {
  const run = useEffectEvent(() => handle?.())
  const offered = handle !== null
  useEffect(() => {
    if (!offered) return
    const call = () => run()
    handlers.set(id, call)
    return () => {
      if (handlers.get(id) === call) handlers.delete(id)
    }
  }, [id, offered])
}

export function canRun(id: CommandId): boolean {
  return handlers.has(id)
}

export function runCommand(id: CommandId): void {
  handlers.get(id)?.()
}

/** The shortcut as the keyboard names it: "Ctrl Shift Z". */
export function keysOf(id: CommandId): string | null {
  const { key } = commands[id]
  return key === null ? null : key.replace('CmdOrCtrl', isMac ? '⌘' : 'Ctrl').replaceAll('+', ' ')
}

export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsToField(event.target, event)) return
      const id = COMMAND_IDS.find((candidate) => {
        const { key } = commands[candidate]
        return key !== null && canRun(candidate) && isPressed(key, event)
      })
      if (!id) return
      event.preventDefault()
      runCommand(id)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** The native menu, where the window has one, runs the same handlers. */
export function followMenu(): () => void {
  return onEvent((event) => {
    if (event.kind === 'command') runCommand(event.command)
  })
}
