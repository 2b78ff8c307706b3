// What is left of a workspace after something went wrong in the middle of a mode, and whether that is
// as promised. The rule is one for all modes: the keys of before or those of after open it and no
// mixture does; the content is one that was there at some moment, not older than what was
// acknowledged; every backup that was acknowledged is there and whole.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readBackups } from '../../electron/core/vault/backup-list.ts'
import { verifyBackup } from '../../electron/core/vault/verify-backup.ts'
import { openVault, recoverVault, type OpenVault } from '../../electron/core/vault/vault.ts'
import { AppError } from '../../shared/kit/errors.ts'
import { writeState, type DiskState } from './disk-replay.ts'
import { makeMemoryFolder } from './memory-folder.ts'
import { describeContent } from './vault-content.ts'
import { WORKSPACE_FOLDER, type Key, type VaultMode } from './vault-modes.ts'
import { testTools } from './vault.ts'

export interface Rest {
  /** Names of the keys that were tried, and of those that open it. */
  readonly tried: readonly string[]
  readonly opens: readonly string[]
  /** Null: there is no workspace. */
  readonly content: string | null
  readonly backups: number
  /** What no mode may leave, in words. */
  readonly faults: readonly string[]
}

type Tried = Omit<Rest, 'tried'>

const THIRD_PASSPHRASE = Buffer.from('marble candle river seven lantern')
const NOT_THIS_KEY = [
  'wrong-passphrase',
  'recovery-of-another-workspace',
  'workspace-damaged',
  'recovery-outdated',
]

const scratch = makeMemoryFolder()
let count = 0

export async function describeRest(
  state: DiskState,
  { migrations }: VaultMode,
  keys: readonly Key[],
): Promise<Rest> {
  const tried: Tried[] = []
  const unique = new Map(keys.map((key) => [key.name, key]))
  // Each key on a copy of its own: opening repairs, and must not help the next key.
  for (const key of unique.values()) tried.push(await tryKey(state, migrations, key))
  const opened = tried.find(({ opens }) => opens.length > 0)
  return {
    tried: [...unique.keys()],
    opens: tried.flatMap(({ opens }) => opens),
    content: opened?.content ?? null,
    backups: opened?.backups ?? 0,
    faults: tried.flatMap(({ faults }) => faults),
  }
}

async function tryKey(
  state: DiskState,
  migrations: VaultMode['migrations'],
  key: Key,
): Promise<Tried> {
  count += 1
  const parent = join(scratch, String(count))
  mkdirSync(parent)
  writeState(state, parent)
  try {
    const opened = await open(join(parent, WORKSPACE_FOLDER), migrations, key)
    try {
      return describeOpen(opened, key)
    } finally {
      opened.close()
    }
  } catch (error) {
    return { opens: [], content: null, backups: 0, faults: judgeRefusal(error, key, state) }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

function open(folder: string, migrations: VaultMode['migrations'], key: Key): Promise<OpenVault> {
  const tools = testTools({ migrations })
  if ('passphrase' in key) return openVault(tools, folder, Buffer.from(key.passphrase))
  return recoverVault(tools, folder, { groups: key.groups, passphrase: THIRD_PASSPHRASE })
}

function judgeRefusal(error: unknown, { name }: Key, state: DiskState): string[] {
  const code = error instanceof AppError ? error.code : String(error)
  const isGone = code === 'workspace-missing' && !state.has(WORKSPACE_FOLDER)
  return isGone || NOT_THIS_KEY.includes(code) ? [] : [`${name} meets ${code}`]
}

function describeOpen(vault: OpenVault, key: Key): Tried {
  const { db, folder } = vault
  const integrity = db.pragma('integrity_check', { simple: true })
  const strays = db.pragma('foreign_key_check') as unknown[]
  const backups = readBackups(folder).map(({ file }) => file)
  const broken = backups.filter((file) => !isWholeBackup(vault, file))
  return {
    opens: [key.name],
    content: describeContent(db),
    backups: backups.length,
    faults: [
      ...(integrity === 'ok' ? [] : [`not whole: ${String(integrity)}`]),
      ...(strays.length === 0 ? [] : ['lost references']),
      ...broken.map((file) => `a backup does not open: ${file}`),
    ],
  }
}

/** The same bytes are not verified again. */
const verdicts = new Map<string, boolean>()

function isWholeBackup(vault: OpenVault, file: string): boolean {
  const print = createHash('sha1')
    .update(vault.keys.package)
    .update(readFileSync(join(vault.folder, 'backups', file)))
    .digest('hex')
  const known = verdicts.get(print) ?? verify(vault, file)
  verdicts.set(print, known)
  return known
}

function verify({ folder, wid, keys }: OpenVault, file: string): boolean {
  const scratchFile = join(folder, `${randomBytes(4).toString('hex')}.image`)
  const request = {
    path: join(folder, 'backups', file),
    scratch: scratchFile,
    wid,
    databaseKey: Uint8Array.from(keys.database),
    packageKey: Uint8Array.from(keys.package),
  }
  const verdict = verifyBackup(request, { progress: () => {}, isCancelled: () => false })
  return verdict.whole
}

/** What there was before, and what each acknowledgement says is there from then on. */
export interface Stage {
  readonly content: string | null
  readonly backups: number
}

export interface Promised {
  readonly before: readonly Key[]
  readonly after: readonly Key[]
  readonly stages: readonly Stage[]
}

/** `acknowledged`: lines said before the end; `done`: the last of them said so. */
export function findProblems(
  rest: Rest,
  { before, after, stages }: Promised,
  { acknowledged, done }: { readonly acknowledged: number; readonly done: boolean },
): string[] {
  const problems = [...rest.faults]
  const say = (names: readonly string[]) => names.toSorted().join(', ')
  const names = (keys: readonly Key[]) =>
    say(keys.map(({ name }) => name).filter((name) => rest.tried.includes(name)))
  const opens = say(rest.opens)
  if (opens !== names(after) && (done || opens !== names(before)))
    problems.push(`opens with ${opens || 'nothing'}`)
  const least = stages[acknowledged]
  const possible = stages.slice(acknowledged)
  if (!possible.some(({ content }) => content === rest.content))
    problems.push(
      stages.some(({ content }) => content === rest.content)
        ? 'lost what was acknowledged'
        : 'a content that never was',
    )
  if (rest.backups < (least?.backups ?? 0)) problems.push('lost a backup')
  return problems
}
