// The vault without a window: every verb calls what the screens call, and says what it did.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CLI_PASSPHRASE, createByCli, runVerb } from '../../support/cli.ts'

const NEW = 'green lanterns follow the patient heron'
const check = (folder: string, passphrase: string) =>
  runVerb(['workspace', 'check', folder], `${passphrase}\n`)

test('passphrase changes it, and names the backups that open with the earlier one', async () => {
  const { folder } = await createByCli()
  await runVerb(['workspace', 'backup', folder], `${CLI_PASSPHRASE}\n`)
  const done = await runVerb(
    ['workspace', 'passphrase', folder, '--json'],
    `${CLI_PASSPHRASE}\n${NEW}\n`,
  )
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(done.out)).toEqual({ earlier: readdirSync(join(folder, 'backups')) })
  expect((await check(folder, CLI_PASSPHRASE)).code).toBe(1)
  expect((await check(folder, NEW)).code).toBe(0)
})

test('rotate writes the new recovery text to its file only, and that text opens', async () => {
  const { parent, folder } = await createByCli()
  await runVerb(['workspace', 'backup', folder], `${CLI_PASSPHRASE}\n`)
  const paper = join(parent, 'new paper.txt')
  const args = ['workspace', 'rotate', folder, '--recovery-file', paper, '--json']
  const refused = await runVerb(args, 'not the one at all\n')
  expect(refused.code).toBe(1)
  expect(existsSync(paper)).toBe(false)
  const done = await runVerb(args, `${CLI_PASSPHRASE}\n`)
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(done.out)).toMatchObject({ repacked: 1, leftBehind: [], lostAccess: [] })
  expect(statSync(paper).mode & 0o777).toBe(0o600)
  const groups = [...readFileSync(paper, 'utf8').matchAll(/^\d {2}(\w{4}) (\w{4})$/gm)]
  const text = groups.map(([, a = '', b = '']) => a + b).join(' ')
  const [file = ''] = readdirSync(join(folder, 'backups'))
  const copy = join(parent, 'Copy.throughline')
  const restored = await runVerb(
    ['workspace', 'restore', copy, '--from', join(folder, 'backups', file), '--recovery'],
    `${text}\n${NEW}\n`,
  )
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect((await check(copy, NEW)).code).toBe(0)
  const old = readFileSync(join(parent, 'paper.txt'), 'utf8')
  const oldText = [...old.matchAll(/^\d {2}(\w{4}) (\w{4})$/gm)].map(([, a = '', b = '']) => a + b)
  const outdated = await runVerb(
    ['workspace', 'restore', folder, '--from', join(folder, 'backups', file), '--recovery'],
    `${oldText.join(' ')}\n${NEW}\n`,
  )
  expect(outdated.code).toBe(1)
  expect(outdated.err).toContain('from before the key was changed')
})

test('export saves a package, enters it in the ledger, and restore makes a workspace of it', async () => {
  const { parent, folder } = await createByCli()
  const out = join(parent, 'hand-over.tlbackup')
  const args = ['workspace', 'export', folder, '--out', out, '--json']
  const saved = await runVerb(args, `${CLI_PASSPHRASE}\n`)
  expect(saved).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(saved.out)).toMatchObject({ release: 1, bytes: statSync(out).size })
  expect((await runVerb(args, `${CLI_PASSPHRASE}\n`)).err).toContain('hand-over.tlbackup')
  rmSync(folder, { recursive: true })
  const restored = await runVerb(
    ['workspace', 'restore', folder, '--from', out],
    `${CLI_PASSPHRASE}\n`,
  )
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect((await check(folder, CLI_PASSPHRASE)).code).toBe(0)
})

test('restore over a file that is gone or damaged says what was carried and where the rest is', async () => {
  const { folder } = await createByCli()
  await runVerb(['workspace', 'backup', folder], `${CLI_PASSPHRASE}\n`)
  const from = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0]!)
  const restore = () =>
    runVerb(['workspace', 'restore', folder, '--from', from], `${CLI_PASSPHRASE}\n`)
  rmSync(join(folder, 'workspace.db'))
  const first = await restore()
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('Carried over:')
  writeFileSync(join(folder, 'workspace.db'), 'damaged')
  const second = await restore()
  expect(second.out).toMatch(/kept as set-aside\/.+\.db/)
  expect((await check(folder, CLI_PASSPHRASE)).code).toBe(0)
})

test.each([
  [['workspace', 'restore', 'x'], '', '--from is needed'],
  [['workspace', 'restore', 'x', '--from', 'y'], 'p\n', 'ends in “.throughline”'],
  [['workspace', 'passphrase', 'x'], 'one line only\n', 'new passphrase is needed'],
  [['workspace', 'rotate', 'x', '--recovery'], 'p\n', '--recovery'],
])('%j with %j is wrong use and says how', async (args, input, says) => {
  const { code, err } = await runVerb(args, input)
  expect(code).toBe(2)
  expect(err).toContain(says)
})
