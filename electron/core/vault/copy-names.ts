// How sync programs and people name a second copy. In the workspace's own folder, where the app keeps
// its own files and no others, everything that resembles one of them is a copy; beside it, where other
// workspaces may lie, only a name that says so.
import { WORKSPACE_SUFFIX } from './folder.ts'

export type CopyOf = 'database' | 'keys'

/** Everything the app itself makes in the folder, also what it leaves when it is stopped. */
const OWN_NAMES = [
  /^workspace\.db(-journal|-wal|-shm)?$/,
  /^workspace\.db\.[a-z]+(-journal)?$/,
  /^workspace\.lock(\..+)?$/,
  /^keys\.json(\.bak|\.next)?$/,
  /^(backups|keys)$/,
  /\.part(-journal)?$/,
  /^\./,
]
/** What people and programs add in the same way as the app does. */
const STRANGE_ENDINGS = /\.(bak|old|orig|copy|conflict|backup|save|tmp)$/i

const RESEMBLES: readonly (readonly [CopyOf, RegExp])[] = [
  ['database', /^workspace[^\p{L}].*\.db(\W.*)?$|^workspace\.db./iu],
  ['keys', /^keys[^\p{L}].*\.json(\W.*)?$|^keys\.json./iu],
]

export function findCopyOf(name: string): CopyOf | null {
  if (OWN_NAMES.some((own) => own.test(name)) && !isStrangeDatabase(name)) return null
  return RESEMBLES.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

function isStrangeDatabase(name: string): boolean {
  return name.startsWith('workspace.db.') && STRANGE_ENDINGS.test(name)
}

const COPY_WORDS = 'copy|kopie|copie|copia|cópia|kopia|kopi|kópia|копия'
const COPY_MARKS = [
  // Windows, macOS, Linux desktops.
  new RegExp(`^(?: | - |-|_)(${COPY_WORDS})( ?\\(?\\d+\\)?)?$`, 'i'),
  new RegExp(`^ ?\\((another |\\d+\\w\\w )?(${COPY_WORDS})( \\d+)?\\)$`, 'i'),
  /^ ?\(\d+\)$/,
  // Dropbox, Nextcloud, pCloud, Seafile.
  /^ ?[([].*(conflict|konflikt|conflit).*[)\]]$/i,
  // Syncthing, ownCloud, Resilio, Synology.
  /^[._-]sync-conflict-\d{8}-\d{6}(-\w+)?$/i,
  /^_conflict-\d{8}-\d{6}$/i,
  /^\.conflict$/i,
  /^_.+_conflict$/i,
]

const COPY_BEFORE = /^(copy of|kopie von|copie de|copia de|cópia de|kopia av|kopi af) /i

/** `sibling` is named as a copy of the workspace folder `name` would be. */
export function isFolderCopy(name: string, sibling: string): boolean {
  const stem = name.endsWith(WORKSPACE_SUFFIX) ? name.slice(0, -WORKSPACE_SUFFIX.length) : name
  if (COPY_BEFORE.test(sibling) && sibling.replace(COPY_BEFORE, '') === name) return true
  if (sibling === name || !sibling.startsWith(stem)) return false
  const rest = sibling.slice(stem.length)
  const mark = rest.replace(WORKSPACE_SUFFIX, '')
  return mark !== '' && rest !== mark && COPY_MARKS.some((pattern) => pattern.test(mark))
}
