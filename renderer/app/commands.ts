// The commands of `shared/commands.ts` come alive here. A part of the screen that can do one says so
// while it is on screen; menu, shortcut, button and notice all run the same handler.
import { useEffect, useEffectEvent } from 'react'
import {
  COMMAND_IDS,
  commands,
  type AnyCommandId,
  type CommandGroup,
  type Command,
  type PlaceCommand,
  type PlaceId,
} from '../../shared/commands.ts'
import { bridge } from './bridge.ts'
import { onEvent } from './connection.ts'
import { belongsToField, isPressed } from './key-press.ts'

const offered = new Map<AnyCommandId, Command>(COMMAND_IDS.map((id) => [id, commands[id]]))
const handlers = new Map<AnyCommandId, () => void>()
const isMac = navigator.platform.startsWith('Mac')

/** The places join the View menu, in their order, with Alt and a number as their key. */
export function offerPlaces(places: readonly PlaceCommand[]): void {
  for (const { id, words, key } of places) {
    offered.set(id, { group: 'view', key, words, lockedToo: false })
  }
  bridge.offerPlaces?.(JSON.stringify(places))
}

/** The commands of one menu; places stand first in theirs. */
export function listCommands(group?: CommandGroup): AnyCommandId[] {
  const ids = [...offered.keys()].filter((id) => !group || offered.get(id)?.group === group)
  return [...ids.filter(isPlace), ...ids.filter((id) => !isPlace(id))]
}

function isPlace(id: AnyCommandId): id is PlaceId {
  return id.startsWith('/')
}

export function useHandler(id: AnyCommandId, handle: (() => void) | null): void {
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

/** While there is a frame around them, every place can be gone to. */
export function usePlaces(go: (place: PlaceId) => void): void {
  useEffect(() => {
    const places = [...offered.keys()].filter(isPlace)
    for (const place of places) handlers.set(place, () => go(place))
    return () => {
      for (const place of places) handlers.delete(place)
    }
  }, [go])
}

export function canRun(id: AnyCommandId): boolean {
  return handlers.has(id)
}

export function runCommand(id: AnyCommandId): void {
  handlers.get(id)?.()
}

/** The shortcut as the keyboard names it: "Ctrl Shift Z". */
export function keysOf(id: AnyCommandId): string | null {
  const key = offered.get(id)?.key ?? null
  return key === null ? null : key.replace('CmdOrCtrl', isMac ? '⌘' : 'Ctrl').replaceAll('+', ' ')
}

export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsToField(event.target, event)) return
      const [id] =
        [...offered].find(
          ([candidate, { key }]) => key !== null && canRun(candidate) && isPressed(key, event),
        ) ?? []
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
