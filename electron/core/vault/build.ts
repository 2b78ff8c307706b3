// A new workspace is built beside its place under a hidden name and moved there in one step, so that
// a stop at any point leaves either no workspace or a whole one.
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { insertWorkspaceRow } from '../workspace/store.ts'
import { openEncrypted, proveEncrypted, type CipherKey, type Driver } from './cipher.ts'
import { describeVaultError } from './describe-error.ts'
import { describeFolder, type WorkspaceFolder } from './folder.ts'
import { readClaimed } from './header.ts'
import type { KeyFile } from './key-file.ts'
import { writeKeyFiles, writeKeyTable } from './key-store.ts'
import { APPLICATION_ID, applyMigrations } from './migrate.ts'
import { syncFolder } from './sync-folder.ts'
import type { VaultTools } from './vault.ts'

const UNFINISHED = /^\..+\.throughline\.[0-9a-f]{12}\.part$/
const ABANDONED_AFTER_MILLISECONDS = 3_600_000

interface Plan {
  readonly cipher: CipherKey
  readonly keyFile: KeyFile
  readonly driver: Driver
}

export async function buildWorkspace(
  tools: VaultTools,
  place: WorkspaceFolder,
  plan: Plan,
): Promise<void> {
  const parent = dirname(place.folder)
  const mark = Buffer.from(tools.randomBytes(6)).toString('hex')
  const building = describeFolder(join(parent, `.${basename(place.folder)}.${mark}.part`))
  try {
    sweepAbandoned(parent)
    makeFolders(building)
    makeDatabase(building, tools, plan)
    await writeKeyFiles(building, plan.keyFile)
    syncFolder(building.folder)
    refuseExisting(place)
    renameSync(building.folder, place.folder)
    syncFolder(parent)
  } catch (error) {
    rmSync(building.folder, { recursive: true, force: true })
    throw describeVaultError(error, basename(parent))
  }
}

export function refuseExisting(place: WorkspaceFolder): void {
  if (statSync(place.folder, { throwIfNoEntry: false })) {
    throw new AppError('workspace-exists', { name: place.name })
  }
}

export function makeFolders(building: WorkspaceFolder): void {
  for (const folder of [building.folder, building.backups, building.waveKeys]) {
    mkdirSync(folder, { mode: 0o700 })
    // Said twice: the first is narrowed by the umask of whoever started us, never widened.
    chmodSync(folder, 0o700)
  }
}

function makeDatabase(
  building: WorkspaceFolder,
  tools: VaultTools,
  { cipher, keyFile, driver }: Plan,
): void {
  makeEmptyDatabase(building.database, { cipher, driver })
  const db = openEncrypted(building.database, cipher, { driver })
  try {
    db.pragma('synchronous = EXTRA')
    applyMigrations(db, tools.migrations)
    const fill = db.transaction(() => {
      insertWorkspaceRow(db, keyFile.wid, tools.now())
      writeKeyTable(db, keyFile)
    })
    fill.exclusive()
  } finally {
    db.close()
  }
}

/** One page with nothing in it but whose file this is: proved before anything else is written. */
export function makeEmptyDatabase(
  path: string,
  { cipher, driver }: Pick<Plan, 'cipher' | 'driver'>,
): void {
  writeFileSync(path, '', { flag: 'wx', mode: 0o600 })
  const empty = openEncrypted(path, cipher, { driver })
  empty.pragma(`application_id = ${APPLICATION_ID}`)
  empty.close()
  readClaimed(path, (file) => proveEncrypted(path, driver, { file, wid: cipher.wid }))
}

/** What an interrupted set-up left: a file that no key opens any more. */
function sweepAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (!UNFINISHED.test(name)) continue
    const found = statSync(path, { throwIfNoEntry: false })
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MILLISECONDS) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}
