// The settings file of this machine, read once through the host and written whole at each change. One
// that cannot be read is taken as absent: nothing in it is worth keeping a workspace shut.
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/settings/model.ts'
import type { Ports } from './ports.ts'

export interface PreferencesKeeper {
  get(): Promise<Preferences>
  /** Holds for this run also where it cannot be written, which is then the error. */
  change(change: (before: Preferences) => Preferences): Promise<Preferences>
}

export function createPreferences(ports: Ports): PreferencesKeeper {
  let known: Promise<Preferences> | null = null
  const get = () => (known ??= ports.readPreferences().catch(() => DEFAULT_PREFERENCES))
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
