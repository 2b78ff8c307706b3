// Everything that changes a workspace as a whole: one entry each. What must hold afterwards is the
// same for all of them and stands in vault-rest.ts; an entry only says which keys open before and
// after. To add a mode: what the child does in vault-acts.ts, and its entry here.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createVault, openVault } from '../../electron/core/vault/vault.ts'
import type { Migration } from '../../electron/core/db/migration.ts'
import { makeBackupHere } from '../../electron/core/vault/backup.ts'
import { migratedOnce, vaultMigrations } from './vault-schema.ts'
import { addPerson } from './key-acts.ts'
import { change as changeOnce, type Asked } from './vault-acts.ts'
import { makeParent, OTHER_PASSPHRASE, PASSPHRASE, testTools } from './vault.ts'

/** Two keys that differ have different names. */
export type Key =
  | { readonly name: string; readonly passphrase: string }
  | { readonly name: string; readonly groups: readonly string[] }

export interface Prepared {
  /** For vault-acts.ts. */
  readonly told: Readonly<Record<string, string>>
  /** All that open the workspace before; exactly these or exactly the later ones, nothing between. */
  readonly before: readonly Key[]
  after(said: readonly string[]): readonly Key[]
}

export interface VaultMode {
  readonly mode: string
  /** Makes `Acme.throughline` in an empty folder, closed; a mode that makes one itself leaves it empty. */
  prepare(root: string): Promise<Prepared>
  /** Its name in vault-acts.ts where it differs. */
  readonly act?: string
  /** What the child is told to work on, inside that folder. */
  readonly at: '' | typeof WORKSPACE_FOLDER
  /** What opens it afterwards. */
  readonly migrations: readonly Migration[]
  /** What is left takes long to open: campaigns look at less of it. */
  readonly slow?: true
  /** Refusals of a second try that mean: the first one got that far. */
  readonly settled?: readonly string[]
}

export const WORKSPACE_FOLDER = 'Acme.throughline'

const owner: Key = { name: 'passphrase', passphrase: PASSPHRASE.toString() }
const renewed: Key = { name: 'new passphrase', passphrase: OTHER_PASSPHRASE.toString() }
const paper = (groups: readonly string[]): Key => ({ name: 'recovery text', groups })

async function makeClosed(root: string, { backup = true } = {}): Promise<readonly string[]> {
  const tools = testTools()
  const plan = { parent: root, name: 'Acme', owner: 'Ada Lind', passphrase: PASSPHRASE }
  const vault = await createVault(tools, plan)
  const groups = vault.recoveryGroups() ?? []
  if (backup) await makeBackupHere(vault)
  vault.close()
  return groups
}

/** Stopped while a large change was half in the file: its journal takes it back at the next opening. */
async function prepareStopped(root: string): Promise<Prepared> {
  const elsewhere = makeParent()
  const prepared = await prepareSameKeys(elsewhere)
  const vault = await openVault(testTools(), join(elsewhere, WORKSPACE_FOLDER), PASSPHRASE)
  vault.db.pragma('cache_size = 10')
  vault.db.exec('BEGIN')
  for (let seq = 1; seq <= 40; seq += 1) changeOnce(vault.db, seq)
  cpSync(vault.folder, join(root, WORKSPACE_FOLDER), { recursive: true })
  vault.db.exec('ROLLBACK')
  vault.close()
  rmSync(join(root, WORKSPACE_FOLDER, 'workspace.lock'))
  return prepared
}

async function prepareSameKeys(root: string): Promise<Prepared> {
  const keys = [owner, paper(await makeClosed(root))]
  return { told: {}, before: keys, after: () => keys }
}

export function groupsSaid(said: readonly string[]): readonly string[] {
  const line = said.find((text) => text.startsWith('groups '))
  return line?.split(' | ')[0]?.split(' ').slice(1) ?? []
}

const telling = { newPassphrase: OTHER_PASSPHRASE.toString() }

function askAsOwner(root: string): Asked {
  return {
    tools: testTools(),
    folder: join(root, WORKSPACE_FOLDER),
    passphrase: () => Buffer.from(PASSPHRASE),
    told: telling,
    say: () => undefined,
  }
}

const standing = { at: WORKSPACE_FOLDER, migrations: vaultMigrations } as const

const fileModes: readonly VaultMode[] = [
  {
    mode: 'create',
    at: '',
    migrations: vaultMigrations,
    settled: ['workspace-exists'],
    prepare: () =>
      Promise.resolve({
        told: {},
        before: [],
        after: (said) => [owner, ...(groupsSaid(said).length > 0 ? [paper(groupsSaid(said))] : [])],
      }),
  },
  { mode: 'write', ...standing, prepare: prepareSameKeys },
  { mode: 'back-up', ...standing, prepare: prepareSameKeys },
  { mode: 'migrate', ...standing, migrations: migratedOnce, slow: true, prepare: prepareSameKeys },
  { mode: 'reopen', ...standing, prepare: prepareStopped },
  {
    mode: 'migrate-after-stop',
    act: 'migrate',
    slow: true,
    ...standing,
    migrations: migratedOnce,
    prepare: prepareStopped,
  },
  {
    mode: 'recover',
    ...standing,
    prepare: async (root) => {
      const groups = await makeClosed(root)
      return {
        told: { groups: groups.join(' '), newPassphrase: OTHER_PASSPHRASE.toString() },
        before: [owner, paper(groups)],
        after: () => [renewed, paper(groups)],
      }
    },
  },
]

/** Who may open, and under which key. */
const keyModes: readonly VaultMode[] = [
  {
    mode: 'change-passphrase',
    ...standing,
    settled: ['wrong-passphrase'],
    prepare: async (root) => {
      const text = paper(await makeClosed(root))
      return { told: telling, before: [owner, text], after: () => [renewed, text] }
    },
  },
  {
    mode: 'add-person',
    ...standing,
    settled: ['person-exists'],
    prepare: async (root) => {
      const text = paper(await makeClosed(root))
      return { told: telling, before: [owner, text], after: () => [owner, renewed, text] }
    },
  },
  {
    mode: 'remove-person',
    ...standing,
    settled: ['not-found'],
    prepare: async (root) => {
      const text = paper(await makeClosed(root))
      await addPerson(askAsOwner(root))
      return { told: {}, before: [owner, renewed, text], after: () => [owner, text] }
    },
  },
  {
    mode: 'rotate',
    ...standing,
    prepare: async (root) => {
      // Backups are encrypted again by the core afterwards; here there are none.
      const old = await makeClosed(root, { backup: false })
      const after = (said: readonly string[]): readonly Key[] => {
        const groups = groupsSaid(said)
        return [owner, ...(groups.length > 0 ? [{ name: 'new recovery text', groups }] : [])]
      }
      return { told: {}, before: [owner, paper(old)], after }
    },
  },
  {
    mode: 'restore',
    ...standing,
    slow: true,
    prepare: async (root) => {
      const prepared = await prepareSameKeys(root)
      const vault = await openVault(testTools(), join(root, WORKSPACE_FOLDER), PASSPHRASE)
      vault.db.transaction(() => changeOnce(vault.db, 1)).immediate()
      vault.close()
      return prepared
    },
  },
]

export const vaultModes: readonly VaultMode[] = [...fileModes, ...keyModes]

/** No modes of the app: what it must not do, to see that it would be noticed. */
export const plantedModes = {
  unsynced: { mode: 'write-unsynced', ...standing, prepare: prepareSameKeys },
  early: { mode: 'write-early', ...standing, prepare: prepareSameKeys },
  keysInPlace: { mode: 'keys-in-place', ...standing, prepare: prepareSameKeys },
} satisfies Record<string, VaultMode>
