import { instant, list, object, z } from '../kit/schema.ts'

// Kept outside every workspace: how the app behaves on this machine. Nothing about people.

export const IDLE_MINUTES = [1, 5, 10, 30, null] as const

/** What, besides time, may lock the workspace; not every system tells of each. */
export const LOCK_TRIGGERS = ['suspend', 'screen-locked', 'user-switched'] as const
export type LockTrigger = (typeof LOCK_TRIGGERS)[number]

export const host = object({ lockTriggers: list(z.enum(LOCK_TRIGGERS), 3) })

export const settings = object({
  scheme: z.enum(['system', 'light', 'dark']),
  textScale: z.number().min(0.9).max(2),
  density: z.enum(['compact', 'comfortable']),
  /** Minutes without activity until the workspace locks; null: never. */
  idleMinutes: z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(30), z.null()]),
  lockOnSuspend: z.boolean(),
  lockOnScreenLock: z.boolean(),
  lockOnUserSwitch: z.boolean(),
  /** A backup a day, if something was done since the last. */
  backupDaily: z.boolean().default(true),
})
export type Settings = z.infer<typeof settings>

export const DEFAULT_SETTINGS: Settings = {
  scheme: 'system',
  textScale: 1,
  density: 'compact',
  idleMinutes: 10,
  lockOnSuspend: true,
  lockOnScreenLock: true,
  lockOnUserSwitch: true,
  backupDaily: true,
}

/** One remembered workspace. The path stays in the core: the window gets the key. */
export const recentEntry = object({
  key: z.string().regex(/^[0-9a-f]{32}$/),
  path: z.string().min(1).max(4096),
  openedAt: instant,
})
export type RecentEntry = z.infer<typeof recentEntry>

/** What this machine last saw of a workspace, by its id: an older file put back is noticed by it. */
export const rememberedWorkspace = object({
  wid: z.string().regex(/^[0-9a-f]{32}$/),
  /** The key slots word for word, for the day both key files are lost. */
  keys: z.string().max(16 * 1024),
  seq: z.number().int().nonnegative(),
  head: z.string().max(64),
  seenAt: instant,
  /** The folder on another disk that backups are copied to. */
  secondPlace: z.string().max(4096).nullable(),
  copiedAt: instant.nullable(),
})
export type RememberedWorkspace = z.infer<typeof rememberedWorkspace>

export const windowBounds = object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(320),
  height: z.number().int().min(240),
  maximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof windowBounds>

/** Everything in the settings file. */
export const preferences = object({
  settings,
  recent: list(recentEntry, 50),
  remembered: list(rememberedWorkspace, 50).default([]),
  window: windowBounds.nullable(),
})
export type Preferences = z.infer<typeof preferences>

export const DEFAULT_PREFERENCES: Preferences = {
  settings: DEFAULT_SETTINGS,
  recent: [],
  remembered: [],
  window: null,
}
