// The native menu, drawn from the one list of commands. Choosing an item tells the page, which knows
// what can be done; the keys stay with the page too, where a field being typed in has its own undo.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import {
  COMMAND_GROUPS,
  COMMAND_IDS,
  commands,
  GROUP_WORDS,
  type CommandGroup,
  type CommandId,
} from '../../shared/commands.ts'

type Item = MenuItemConstructorOptions

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

export function describeMenu(choose: (command: CommandId) => void, isMac: boolean): Item[] {
  const groups = COMMAND_GROUPS.map((group): Item => {
    const items = COMMAND_IDS.filter((id) => commands[id].group === group).map((id): Item => {
      const { key, words } = commands[id]
      const accelerator = key === null ? {} : { accelerator: key, registerAccelerator: false }
      return { id, label: words, click: () => choose(id), ...accelerator }
    })
    return { label: GROUP_WORDS[group], submenu: [...items, ...SYSTEM_ITEMS[group]] }
  })
  return isMac ? [{ role: 'appMenu' }, ...groups] : groups
}

export function showMenu(choose: (command: CommandId) => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(describeMenu(choose, process.platform === 'darwin')),
  )
}
