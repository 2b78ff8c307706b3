import { closeSync, fsyncSync, openSync } from 'node:fs'

/** So that a name made, moved or removed in it survives a power cut. */
export function syncFolder(path: string): void {
  // Windows cannot open a folder for syncing; its rename is already written through.
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
