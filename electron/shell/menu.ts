// The native menu, drawn from the one list of commands. Choosing an item tells the page, which knows
// what can be done; the keys stay with the page too, where a field being typed in has its own undo.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import {
  COMMAND_GROUPS,
  COMMAND_IDS,
  commands,
  GROUP_WORDS,
  type AnyCommandId,
  type CommandGroup,
  type PlaceCommand,
} from '../../shared/commands.ts'

type Item = MenuItemConstructorOptions

interface Entry {
  readonly id: AnyCommandId
  readonly words: string
  readonly key: string | null
}

const CLIPBOARD: readonly Item[] = [
  { type: 'separator' },
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
]

/** What the system brings itself, after the commands of a group. */
const SYSTEM_ITEMS: Readonly<Record<CommandGroup, readonly Item[]>> = {
  file: [{ type: 'separator' }, { role: 'quit' }],
  edit: CLIPBOARD,
  view: [{ type: 'separator' }, { role: 'togglefullscreen' }],
  help: [],
}

export interface MenuTools {
  readonly choose: (command: AnyCommandId) => void
  /** The places of the app stand first in the View menu. */
  readonly places: readonly PlaceCommand[]
  readonly isMac: boolean
}

export function describeMenu({ choose, places, isMac }: MenuTools): Item[] {
  const entry = ({ id, words, key }: Entry): Item => {
    const accelerator = key === null ? {} : { accelerator: key, registerAccelerator: false }
    return { id, label: words, click: () => choose(id), ...accelerator }
  }
  const groups = COMMAND_GROUPS.map((group): Item => {
    const own = COMMAND_IDS.filter((id) => commands[id].group === group)
    const entries = [
      ...(group === 'view' ? places : []),
      ...own.map((id) => ({ id, words: commands[id].words, key: commands[id].key })),
    ]
    return { label: GROUP_WORDS[group], submenu: [...entries.map(entry), ...SYSTEM_ITEMS[group]] }
  })
  return isMac ? [{ role: 'appMenu' }, ...groups] : groups
}

export function showMenu(tools: Omit<MenuTools, 'isMac'>): void {
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(Menu.buildFromTemplate(describeMenu({ ...tools, isMac })))
}
