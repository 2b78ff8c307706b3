// Which program keeps a folder in step with others, told by the names on its path and by the markers
// such programs leave at the top of what they synchronise.
import type { SyncProduct } from '../../../shared/workspace/place-warnings.ts'

/** Said of a part of the path, wherever it stands. */
const PARTS: readonly (readonly [RegExp, SyncProduct])[] = [
  [/^dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^onedrive( - .+)?$/i, 'OneDrive'],
  [/^google ?drive$|^my drive$/i, 'Google Drive'],
  [/^mobile documents$|^com~apple~clouddocs$|^icloud ?drive$/i, 'iCloud Drive'],
  [/^(nextcloud|owncloud)\d*$/i, 'Nextcloud or ownCloud'],
  [/^pcloud ?(drive|sync)$/i, 'pCloud'],
  [/^megasync( uploads| downloads)?$/i, 'MEGA'],
  [/^box ?sync$/i, 'Box'],
  [/^resilio sync$/i, 'Resilio Sync'],
  [/^synology ?drive$/i, 'Synology Drive'],
]

/** Everyday words: only as a folder of its own at the top of the person's. */
const AT_HOME: readonly (readonly [RegExp, SyncProduct])[] = [
  [/^box$/i, 'Box'],
  [/^mega$/i, 'MEGA'],
  [/^seafile$/i, 'Seafile'],
  [/^sync$/i, 'Syncthing'],
]

/** Below ~/Library/CloudStorage macOS names each program first: "GoogleDrive-ada@example.org". */
const MAC_STORES: readonly (readonly [RegExp, SyncProduct])[] = [
  [/^dropbox/i, 'Dropbox'],
  [/^onedrive/i, 'OneDrive'],
  [/^googledrive/i, 'Google Drive'],
  [/^icloud/i, 'iCloud Drive'],
  [/^(nextcloud|owncloud)/i, 'Nextcloud or ownCloud'],
  [/^pcloud/i, 'pCloud'],
  [/^mega/i, 'MEGA'],
  [/^box/i, 'Box'],
  [/^seadrive|^seafile/i, 'Seafile'],
  [/^synology/i, 'Synology Drive'],
]

const MARKERS: readonly (readonly [RegExp, SyncProduct])[] = [
  [/^\.dropbox(\.cache)?$/, 'Dropbox'],
  [/^\.tmp\.drive(up|down)load$/, 'Google Drive'],
  [/^\.(nextcloud|owncloud)sync\.log$|^\._?sync_[0-9a-f]+\.db$/, 'Nextcloud or ownCloud'],
  [/^\.stfolder/, 'Syncthing'],
  [/^\.megaignore$/, 'MEGA'],
  [/^\.seafile-data$/, 'Seafile'],
  [/^\.SynologyWorkingDirectory$/, 'Synology Drive'],
]

export function findSyncByPath(path: string, home: string): SyncProduct | null {
  const parts = splitPath(path)
  const atHome = splitPath(home)
  const isBelowHome = atHome.every((part, at) => part === parts[at]) && atHome.length > 0
  const top = isBelowHome ? parts[atHome.length] : undefined
  const store = parts[parts.findIndex((part) => part === 'CloudStorage') + 1]
  const inStore = path.includes('/Library/CloudStorage/') && store !== undefined
  return (
    (inStore ? (match(MAC_STORES, store) ?? 'Cloud storage') : null) ??
    parts.map((part) => match(PARTS, part)).find((product) => product !== null) ??
    (top === undefined ? null : match(AT_HOME, top))
  )
}

/** `names`: what lies in one of the folders above. */
export function findSyncByMarker(names: readonly string[]): SyncProduct | null {
  return names.map((name) => match(MARKERS, name)).find((product) => product !== null) ?? null
}

function splitPath(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '')
}

function match(
  rules: readonly (readonly [RegExp, SyncProduct])[],
  name: string,
): SyncProduct | null {
  return rules.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
