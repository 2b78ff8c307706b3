import { COMMAND_GROUPS, type CommandGroup } from '../../shared/commands.ts'

/** The Electron shell serves its page from `app:` and brings the system's own menu. */
export function hasNativeMenu(protocol: string): boolean {
  return protocol === 'app:'
}

/** With a menu open, the arrow keys go to the one beside it, round the ends. */
export function nextGroup(from: CommandGroup, key: string): CommandGroup | null {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key]
  if (by === undefined) return null
  const count = COMMAND_GROUPS.length
  return COMMAND_GROUPS[(COMMAND_GROUPS.indexOf(from) + by + count) % count] ?? null
}
