// The parts of the settings, in their order: the index, the addresses and the routes follow from it.
export const SETTINGS_PARTS = [
  { path: '/settings', words: 'appearance' },
  { path: '/settings/security', words: 'security' },
  { path: '/settings/people', words: 'people' },
  { path: '/settings/backups', words: 'backups' },
  { path: '/settings/record', words: 'record' },
] as const

export type SettingsPart = (typeof SETTINGS_PARTS)[number]['words']
