// Every act that has a menu entry or a shortcut, once: native menu, in-page menu bar, shortcuts and
// the shortcut sheet are all drawn from this list and from the places, which the page registers and
// tells the shell of. `key` is written as Electron writes accelerators.
import { list, object, text, z } from './kit/schema.ts'

export const COMMAND_GROUPS = ['file', 'edit', 'view', 'help'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

export const GROUP_WORDS: Readonly<Record<CommandGroup, string>> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  help: 'Help',
}

export interface Command {
  readonly group: CommandGroup
  readonly key: string | null
  readonly words: string
  /** Whether it works before a workspace is open. */
  readonly lockedToo: boolean
}

const open = { lockedToo: false }
const always = { lockedToo: true }

export const commands = {
  'file.new': { group: 'file', key: null, words: 'New workspace…', ...always },
  'file.open': { group: 'file', key: 'CmdOrCtrl+O', words: 'Open another workspace…', ...always },
  'file.backUp': { group: 'file', key: null, words: 'Back up now', ...open },
  'file.settings': { group: 'file', key: 'CmdOrCtrl+,', words: 'Settings', ...open },
  'file.lock': { group: 'file', key: 'CmdOrCtrl+L', words: 'Lock now', ...open },
  'edit.undo': { group: 'edit', key: 'CmdOrCtrl+Z', words: 'Undo', ...open },
  'edit.redo': { group: 'edit', key: 'CmdOrCtrl+Shift+Z', words: 'Redo', ...open },
  'edit.history': { group: 'edit', key: 'CmdOrCtrl+Shift+H', words: 'History', ...open },
  'view.nextArea': { group: 'view', key: 'F6', words: 'Next area', ...open },
  'view.largerText': { group: 'view', key: null, words: 'Larger text', ...always },
  'view.smallerText': { group: 'view', key: null, words: 'Smaller text', ...always },
  'help.shortcuts': { group: 'help', key: '?', words: 'Keyboard shortcuts', ...always },
} as const satisfies Readonly<Record<string, Command>>

export type CommandId = keyof typeof commands
export const COMMAND_IDS = Object.keys(commands) as readonly CommandId[]

/** Somewhere to go: the address behind the `#` is its id. */
export const placeCommand = object({
  id: z
    .string()
    .regex(/^\/[a-z-]{1,40}$/)
    .transform((path): PlaceId => path as PlaceId),
  words: text(40),
  key: z
    .string()
    .regex(/^Alt\+[1-9]$/)
    .nullable(),
})
export const placeCommands = list(placeCommand, 40)
export type PlaceId = `/${string}`
export type PlaceCommand = z.infer<typeof placeCommand>
export type AnyCommandId = CommandId | PlaceId
