import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ERROR_SENTENCES } from '../../../shared/kit/error-text.ts'
import {
  CLI_PASSPHRASE as PASSPHRASE,
  createArgs,
  createByCli as createWorkspace,
  runVerb as run,
} from '../../support/cli.ts'
import { makeParent } from '../../support/vault.ts'

test('create makes a workspace and puts the recovery text into its own private file only', async () => {
  const parent = makeParent()
  const { code, out, err } = await run([...createArgs(parent), '--json'], `${PASSPHRASE}\n`)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toEqual({
    folder: join(parent, 'Acme.throughline'),
    name: 'Acme',
    wid: expect.stringMatching(/^[0-9a-f]{32}$/),
    owner: 'Ada Lind',
    recoveryConfirmed: false,
    recoveryFile: join(parent, 'paper.txt'),
  })
  const paper = readFileSync(join(parent, 'paper.txt'), 'utf8')
  const groups = [...paper.matchAll(/^\d {2}(\w{4}) (\w{4})$/gm)].map(([, a = '', b = '']) => a + b)
  expect(groups).toHaveLength(8)
  expect(statSync(join(parent, 'paper.txt')).mode & 0o777).toBe(0o600)
  for (const group of groups) expect(out).not.toContain(group)
})

test('create says in words that recovery is not confirmed', async () => {
  const { out } = await run(createArgs(makeParent()), `${PASSPHRASE}\n`)
  expect(out).toContain('Recovery not confirmed')
})

test('an existing recovery file is left alone and nothing is made', async () => {
  const parent = makeParent()
  writeFileSync(join(parent, 'paper.txt'), 'mine')
  const { code, err } = await run(createArgs(parent), `${PASSPHRASE}\n`)
  expect(code).toBe(1)
  expect(err).toContain('paper.txt')
  expect(readdirSync(parent)).toEqual(['paper.txt'])
  expect(readFileSync(join(parent, 'paper.txt'), 'utf8')).toBe('mine')
})

test.each([
  ['a weak passphrase', {}, 'mentoring\n', 'weak-passphrase'],
  ['a name that is no file name', { name: 'a/b' }, `${PASSPHRASE}\n`, 'invalid-input'],
] as const)(
  'with %s nothing is made, and the app’s sentence says why',
  async (...[, change, input, code]) => {
    const parent = makeParent()
    const refused = await run([...createArgs(parent, change), '--json'], input)
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code } })
    expect(refused.err).toContain(ERROR_SENTENCES[code].slice(0, 10))
    expect(readdirSync(parent)).toEqual([])
  },
)

test('info tells name, id and size without the passphrase', async () => {
  const { folder } = await createWorkspace()
  const { code, out } = await run(['workspace', 'info', folder, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ name: 'Acme', folder, wid: expect.any(String) })
  expect((await run(['workspace', 'info', folder])).out).toContain('Name   Acme')
})

test('info about a folder without a workspace is refused with the sentence', async () => {
  const { code, out } = await run(['workspace', 'info', makeParent()])
  expect(code).toBe(1)
  expect(out).toContain('is not a workspace')
})

test('backup makes a file that check then verifies', async () => {
  const { folder } = await createWorkspace()
  const made = await run(['workspace', 'backup', folder, '--json'], `${PASSPHRASE}\n`)
  expect(made.code).toBe(0)
  const { file, verified } = JSON.parse(made.out) as { file: string; verified: boolean }
  expect(verified).toBe(true)
  expect(existsSync(file)).toBe(true)
  const checked = await run(['workspace', 'check', folder, '--json'], `${PASSPHRASE}\r\n`)
  expect(checked.code).toBe(0)
  expect(JSON.parse(checked.out)).toMatchObject({
    encrypted: true,
    recordIntact: true,
    backups: 1,
    problems: [],
  })
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0, bytes.length - 100))
  const damaged = await run(['workspace', 'check', folder], `${PASSPHRASE}\n`)
  expect(damaged.code).toBe(1)
  expect(damaged.out).toContain('was changed since it was made')
})

test('a wrong passphrase is refused with the sentence and the workspace is free again', async () => {
  const { folder } = await createWorkspace()
  const { code, err } = await run(['workspace', 'check', folder], 'not the one\n')
  expect({ code, err }).toEqual({ code: 1, err: `${ERROR_SENTENCES['wrong-passphrase']}\n` })
  expect(existsSync(join(folder, 'workspace.lock'))).toBe(false)
})

test.each([
  [['workspace', 'check'], 'WORKSPACE is needed'],
  [['workspace', 'check', 'a', 'b'], 'one too many'],
  [['workspace', 'check', 'a', '--passphrase', 'x'], '--passphrase'],
  [['workspace', 'create', 'a', '--name', 'x'], '--owner is needed'],
  [['workspace', 'check', 'a'], 'passphrase is needed on standard input'],
  [['workspace', 'destroy'], 'There is no “workspace destroy”'],
  [[], 'throughline <verb>'],
])('%j is wrong use and says how', async (args, says) => {
  const { code, err, out } = await run(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(says)
  expect(err).toContain('throughline')
})

test.each([
  ['--help'],
  ['workspace', '--help'],
  ['workspace', 'create', '--help'],
  ['workspace', 'info', '--help'],
  ['workspace', 'check', '-h'],
  ['workspace', 'backup', '--help'],
  ['workspace', 'restore', '--help'],
  ['workspace', 'rotate', '--help'],
  ['workspace', 'passphrase', '--help'],
  ['workspace', 'export', '--help'],
])('help is there for %s %s %s', async (...args) => {
  const { code, out } = await run(args.filter((word) => typeof word === 'string'))
  expect(code).toBe(0)
  expect(out).toContain('throughline')
})

test('the installed command does the same in a process of its own', async () => {
  const { folder } = await createWorkspace()
  const bin = fileURLToPath(new URL('../../../electron/launch/throughline.mjs', import.meta.url))
  const out = execFileSync(process.execPath, [bin, 'workspace', 'check', folder, '--json'], {
    input: `${PASSPHRASE}\n`,
    encoding: 'utf8',
  })
  expect(JSON.parse(out)).toMatchObject({ encrypted: true, problems: [] })
  rmSync(folder, { recursive: true })
})
