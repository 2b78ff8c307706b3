// The commands of `shared/commands.ts` come alive here. A part of the screen that can do one says so
// while it is on screen; menu, shortcut, button and notice all run the same handler.
import { useEffect, useEffectEvent } from 'react'
import { COMMAND_IDS, commands, type CommandId } from '../../shared/commands.ts'
import { onEvent } from './connection.ts'

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

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether a key press is the given accelerator. A sign such as "?" counts however it is typed. */
export function isPressed(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.split('+')
  const key = parts.at(-1) ?? ''
  const wantsMain = parts.includes('CmdOrCtrl')
  if ((press.ctrlKey || press.metaKey) !== wantsMain) return false
  if (press.altKey !== parts.includes('Alt')) return false
  const isSign = /^[^\p{L}\p{N}]$/u.test(key)
  if (!isSign && press.shiftKey !== parts.includes('Shift')) return false
  return press.key.toUpperCase() === key.toUpperCase() || press.code === `Digit${key}`
}

/** In a field being typed in, undo and single keys are the field's own. */
export function belongsToField(target: EventTarget | null, press: KeyPress): boolean {
  if (!(target instanceof HTMLElement)) return false
  const typing =
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['range', 'radio', 'checkbox'].includes(target.type))
  const isUndo = (press.ctrlKey || press.metaKey) && press.key.toUpperCase() === 'Z'
  const isPlain = !press.ctrlKey && !press.metaKey && !press.altKey && press.key.length === 1
  return typing && (isUndo || isPlain)
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
