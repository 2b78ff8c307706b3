// Whole files and pages that are authentic, but of another day or another workspace: put back by a sync
// program, or copied by a person who meant well.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openVault, recoverVault } from '../../electron/core/vault/vault.ts'
import { listChanged, makeBench, placeFiles, readFiles, tryFiles } from '../support/damage-bench.ts'
import { makeParent, OTHER_PASSPHRASE, PASSPHRASE } from '../support/vault.ts'

const PAGE = 4096
const NONE = Buffer.alloc(0)

describe('files that belong elsewhere', () => {
  /** Limit: a whole older workspace is a whole workspace. The record's head, kept outside, tells. */
  test('the whole file of an earlier day opens with what stood in it then', async () => {
    const bench = await makeBench()
    const files = new Map(bench.now.files)
    files.set('workspace.db', bench.earlier.files.get('workspace.db') ?? NONE)
    const { outcome } = await tryFiles(bench, files)
    expect(outcome).toEqual({ kind: 'opened', rows: bench.earlier.rows })
  })

  test.each([
    [['workspace.db'], 'workspace-damaged'],
    [['keys.json'], 'opened'],
    [['keys.json.bak'], 'opened'],
    [['keys.json', 'keys.json.bak'], 'workspace-damaged'],
    [['workspace.lock'], 'opened'],
  ])('%s of another workspace: %s', async (names, end) => {
    const bench = await makeBench()
    const other = await makeBench()
    const files = new Map(bench.now.files)
    for (const name of names) files.set(name, other.now.files.get(name) ?? NONE)
    const { outcome, after } = await tryFiles(bench, files)
    expect(outcome.kind === 'opened' ? 'opened' : outcome.code).toBe(end)
    if (outcome.kind === 'opened') {
      expect(outcome.rows).toEqual(bench.now.rows)
      expect(listChanged(bench.now.files, after)).toEqual([])
    } else expect(listChanged(files, after)).toEqual([])
  })

  /** By its id, not by the name of its folder: the key file that was of the former one is replaced. */
  test.each([[['keys.json', 'keys.json.bak']], [['keys.json']], [['keys.json.bak']]])(
    'the database of another workspace together with its %s is that workspace, and it opens',
    async (names) => {
      const bench = await makeBench()
      const other = await makeBench()
      const files = new Map(bench.now.files)
      for (const name of ['workspace.db', ...names]) {
        files.set(name, other.now.files.get(name) ?? NONE)
      }
      const { outcome } = await tryFiles(bench, files)
      expect(outcome).toEqual({ kind: 'opened', rows: other.now.rows })
    },
  )
})

describe('key files of different days', () => {
  /** The same workspace before and after its passphrase was changed. */
  async function changePassphrase() {
    const bench = await makeBench()
    const folder = join(makeParent(), 'Acme.throughline')
    placeFiles(folder, bench.now.files)
    const asked = { groups: bench.groups, passphrase: OTHER_PASSPHRASE }
    const vault = await recoverVault(bench.tools, folder, asked)
    vault.close()
    return { bench, before: bench.now.files, after: readFiles(folder) }
  }

  test('one old key file beside a new one does not bring the old passphrase back', async () => {
    const { bench, before, after } = await changePassphrase()
    for (const name of ['keys.json', 'keys.json.bak']) {
      const mixed = new Map(after).set(name, before.get(name) ?? NONE)
      const old = await tryFiles(bench, mixed)
      expect(old.outcome).toMatchObject({ kind: 'refused', code: 'wrong-passphrase' })
      expect(listChanged(mixed, old.after)).toEqual([])
      const opened = await tryFiles(bench, mixed, OTHER_PASSPHRASE)
      expect(opened.outcome.kind).toBe('opened')
      expect(listChanged(after, opened.after)).toEqual([])
    }
  })

  test('two old key files are refused, and the new ones come back from the database', async () => {
    const { bench, before, after } = await changePassphrase()
    const mixed = new Map(after)
    for (const name of ['keys.json', 'keys.json.bak']) mixed.set(name, before.get(name) ?? NONE)
    const old = await tryFiles(bench, mixed)
    expect(old.outcome).toMatchObject({ kind: 'refused', code: 'wrong-passphrase' })
    expect(listChanged(after, old.after)).toEqual([])
  })

  test('an old database beside new key files opens with the new passphrase and learns them', async () => {
    const { bench, before, after } = await changePassphrase()
    const mixed = new Map(after).set('workspace.db', before.get('workspace.db') ?? NONE)
    const old = await tryFiles(bench, mixed)
    expect(old.outcome).toMatchObject({ kind: 'refused', code: 'wrong-passphrase' })
    const opened = await tryFiles(bench, mixed, OTHER_PASSPHRASE)
    expect(opened.outcome.kind).toBe('opened')
    expect(listChanged(after, opened.after)).toEqual(['workspace.db'])
  })
})

/** SQLite's quick check lets it through: then a question asked by way of the index is answered wrong. */
test('an index page of an earlier day, when its table has changed, is refused', async () => {
  const bench = await makeBench()
  const folder = join(makeParent(), 'Acme.throughline')
  placeFiles(folder, bench.now.files)
  const vault = await openVault(bench.tools, folder, PASSPHRASE)
  vault.db.exec('UPDATE note SET account = 1 + account % 4')
  const root = vault.db
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'note_account'`)
    .pluck()
    .get() as number
  vault.close()
  const files = readFiles(folder)
  const image = Buffer.from(files.get('workspace.db') ?? NONE)
  const then = bench.now.files.get('workspace.db') ?? NONE
  then.copy(image, (root - 1) * PAGE, (root - 1) * PAGE, root * PAGE)
  const { outcome } = await tryFiles(bench, files.set('workspace.db', image))
  expect(outcome).toMatchObject({ kind: 'refused', code: 'workspace-damaged' })
})
