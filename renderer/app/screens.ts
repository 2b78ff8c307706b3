// The places of the app: one line each. The sidebar, the routes, the View menu and the keys Alt 1 to
// Alt 9 follow from it.
import { CalendarRange, Settings, Sun, type LucideIcon } from 'lucide-react'
import type { PlaceId } from '../../shared/commands.ts'
import { ProgramScreen } from '../features/program/ProgramScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { TodayScreen } from '../features/today/TodayScreen.tsx'

export interface AppScreen {
  readonly path: PlaceId
  readonly words: string
  readonly icon: LucideIcon
  readonly Screen: () => React.ReactNode
  /** At the end of the sidebar, away from the daily work. */
  readonly atFoot?: true
}

export const screens: readonly AppScreen[] = [
  { path: '/today', words: 'Today', icon: Sun, Screen: TodayScreen },
  { path: '/program', words: 'Program', icon: CalendarRange, Screen: ProgramScreen },
  { path: '/settings', words: 'Settings', icon: Settings, Screen: SettingsScreen, atFoot: true },
]
