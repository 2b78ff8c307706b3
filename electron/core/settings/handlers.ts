import type { FeatureHandlers } from '../feature.ts'

export const settingsHandlers: FeatureHandlers<'settings'> = {
  get: async (core) => (await core.preferences.get()).settings,
  host: async (core) => ({ lockTriggers: [...(await core.ports.lockTriggers())] }),
  change: async (core, change) => {
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    )
    const after = await core.preferences.change((before) => ({
      ...before,
      settings: { ...before.settings, ...given },
    }))
    core.session.applySettings(after.settings)
    return after.settings
  },
}
