// The settings file behind one interface, whichever library keeps it. A file that does not parse or
// does not fit is taken as absent: nothing in it is worth stopping for. The host owns `window`.
import {
  DEFAULT_PREFERENCES,
  preferences,
  type Preferences,
  type WindowBounds,
} from '../../shared/settings/model.ts'

/** What electron-store and conf have in common. */
export interface PreferencesStore {
  store: Record<string, unknown>
}

/** For both libraries: readable by the owner only, and no failure over a damaged file. */
export const STORE_OPTIONS = { configFileMode: 0o600, clearInvalidConfig: true }

export interface KeptPreferences {
  read(): Preferences
  write(next: Preferences): void
  rememberWindow(bounds: WindowBounds): void
}

export function keepPreferences(store: PreferencesStore): KeptPreferences {
  const read = (): Preferences => {
    const found = preferences.safeParse(store.store)
    return found.success ? found.data : DEFAULT_PREFERENCES
  }
  return {
    read,
    write: (next) => (store.store = { ...next, window: read().window }),
    rememberWindow: (window) => (store.store = { ...read(), window }),
  }
}
