// The settings file of this machine, read once through the host and written whole at each change.
import type { Preferences } from '../../shared/settings/model.ts'
import type { Ports } from './ports.ts'

export interface PreferencesKeeper {
  get(): Promise<Preferences>
  change(change: (before: Preferences) => Preferences): Promise<Preferences>
}

export function createPreferences(ports: Ports): PreferencesKeeper {
  let known: Promise<Preferences> | null = null
  const get = () => (known ??= ports.readPreferences())
  return {
    get,
    change: async (change) => {
      const next = get().then(change)
      known = next
      await ports.writePreferences(await next)
      return next
    },
  }
}
