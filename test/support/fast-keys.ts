import type { CoreOptions } from '../../electron/core/app.ts'

/** The least that the key file's bounds allow: tests open many workspaces. */
export const FAST_KEYS: NonNullable<CoreOptions['kdf']> = { memoryKiB: 65_536, passes: 1, lanes: 1 }
