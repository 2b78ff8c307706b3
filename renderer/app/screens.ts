// The places of the app: one line each. The sidebar, the routes and the View menu follow from it.
import { CalendarRange, Settings, Sun, type LucideIcon } from 'lucide-react'
import type { CommandId } from '../../shared/commands.ts'
import { ProgramScreen } from '../features/program/ProgramScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { TodayScreen } from '../features/today/TodayScreen.tsx'

export interface AppScreen {
  readonly path: string
  readonly command: CommandId
  readonly icon: LucideIcon
  readonly Screen: () => React.ReactNode
  /** At the end of the sidebar, away from the daily work. */
  readonly atFoot?: true
}

export const screens: readonly AppScreen[] = [
  { path: '/today', command: 'view.today', icon: Sun, Screen: TodayScreen },
  { path: '/program', command: 'view.program', icon: CalendarRange, Screen: ProgramScreen },
  {
    path: '/settings',
    command: 'file.settings',
    icon: Settings,
    Screen: SettingsScreen,
    atFoot: true,
  },
]
