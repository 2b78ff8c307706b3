import { writeFileSync } from 'node:fs'

/** Files of this process and its children are for their owner only, and no crash leaves memory on disk. */
export function makeProcessPrivate(): void {
  process.umask(0o077)
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // Only Linux has this file; elsewhere the system keeps no core dumps unless told to.
  }
}
