// Every verb with what it takes. Help is written from this list, so that it cannot lag behind.
import type { CliStreams } from './main.ts'
import { benchShell } from './bench-shell.ts'
import {
  backUpWorkspace,
  changePassphrase,
  checkWorkspace,
  exportWorkspace,
  rotateKey,
} from './workspace-open.ts'
import { createWorkspace } from './workspace-create.ts'
import { showWorkspace } from './workspace-info.ts'
import { restoreWorkspace } from './workspace-restore.ts'

export interface Given {
  readonly place: string
  readonly options: Readonly<Record<string, string>>
  readonly flags: ReadonlySet<string>
}

export interface Outcome {
  /** For a person. */
  readonly text: string
  /** For a program, with --json. */
  readonly answer: unknown
  readonly refused: boolean
}

export interface Verb {
  readonly words: readonly string[]
  readonly does: string
  /** The one argument without a name; empty: it takes none. */
  readonly place: string
  readonly placeIs: string
  readonly options: Readonly<Record<string, string>>
  /** Switches that may be left out. */
  readonly flags?: Readonly<Record<string, string>>
  /** What it reads from standard input, one a line, in this order. */
  readonly secrets: readonly string[]
  readonly more: string
  run(given: Given, streams: CliStreams): Promise<Outcome>
}

const WORKSPACE = { place: 'WORKSPACE', placeIs: 'the folder of the workspace', options: {} }

const VERBS: readonly Verb[] = [
  {
    words: ['workspace', 'create'],
    does: 'makes a new encrypted workspace',
    place: 'PARENT',
    placeIs: 'the folder that the workspace goes into',
    options: {
      name: 'the name of the workspace',
      owner: 'the name of the person the passphrase belongs to',
      'recovery-file': 'a file that does not exist yet, for the recovery text',
    },
    secrets: ['passphrase'],
    more: 'The recovery text is written to that file and nowhere else. Print it, keep it apart from\nthis machine, and delete the file. Recovery stays unconfirmed until two of its groups were\ntyped back in the window.',
    run: createWorkspace,
  },
  {
    words: ['workspace', 'info'],
    does: 'says what can be said without the passphrase',
    ...WORKSPACE,
    secrets: [],
    more: 'Exit 1 if the folder holds no workspace that could be opened.',
    run: showWorkspace,
  },
  {
    words: ['workspace', 'check'],
    does: 'verifies encryption, every page, the record and the backups',
    ...WORKSPACE,
    secrets: ['passphrase'],
    more: 'Exit 1 if anything is wrong.',
    run: checkWorkspace,
  },
  {
    words: ['workspace', 'backup'],
    does: 'makes a verified backup in the workspace’s own folder',
    ...WORKSPACE,
    secrets: ['passphrase'],
    more: '',
    run: backUpWorkspace,
  },
  {
    words: ['workspace', 'restore'],
    does: 'puts a backup in the place of the workspace, or makes one of it',
    ...WORKSPACE,
    options: { from: 'the backup, a file that ends in .tlbackup' },
    flags: { recovery: 'by the recovery text and a new passphrase instead of the passphrase' },
    secrets: ['passphrase'],
    more: 'With --recovery it reads: recovery text, new passphrase. The record, the ledger, what was\nerased and which waves were destroyed are carried over; the earlier file is kept.',
    run: restoreWorkspace,
  },
  {
    words: ['workspace', 'rotate'],
    does: 'gives the workspace a new key and a new recovery text',
    ...WORKSPACE,
    options: { 'recovery-file': 'a file that does not exist yet, for the new recovery text' },
    secrets: ['passphrase'],
    more: 'Everybody else’s passphrase is lost: they are to be added again in the window. Backups are\nencrypted again. Exit 1 if one could not be.',
    run: rotateKey,
  },
  {
    words: ['workspace', 'passphrase'],
    does: 'changes your passphrase',
    ...WORKSPACE,
    secrets: ['passphrase', 'new passphrase'],
    more: 'It counts at once in every copy of the key file. Backups made before open with the earlier\none too.',
    run: changePassphrase,
  },
  {
    words: ['workspace', 'export'],
    does: 'saves the whole workspace as one encrypted file',
    ...WORKSPACE,
    options: { out: 'a file that does not exist yet' },
    secrets: ['passphrase'],
    more: 'A backup like any other: “workspace restore” makes a workspace of it. It stands in the\nrelease ledger.',
    run: exportWorkspace,
  },
  {
    words: ['bench', 'shell'],
    does: 'measures window, unlock, lock and one call, beside their budgets',
    place: '',
    placeIs: '',
    options: {},
    secrets: [],
    more: 'Makes a workspace of its own in the temporary folder and removes it.',
    run: benchShell,
  },
]

export function findVerb(argv: readonly string[]): Verb | undefined {
  return VERBS.find(({ words }) => words.every((word, at) => argv[at] === word))
}

/** Null: there is no such verb, nor a group of verbs of that name. */
export function helpFor(words: readonly string[]): string | null {
  const verb = findVerb(words)
  if (verb) return describeVerb(verb)
  const under = VERBS.filter((candidate) => words.every((word, at) => candidate.words[at] === word))
  return under.length > 0 ? describeVerbs(under) : null
}

function describeVerbs(verbs: readonly Verb[]): string {
  const lines = verbs.map(({ words, does }) => `  ${words.join(' ').padEnd(20)}${does}`)
  return `throughline <verb> [--json] [--help]

${lines.join('\n')}

Secrets are read from standard input, one a line, never from arguments or the environment.
Exit 0: done. 1: refused, with the reason. 2: wrong use.
`
}

function describeVerb({
  words,
  does,
  place,
  placeIs,
  options,
  flags = {},
  secrets,
  more,
}: Verb): string {
  const named = Object.entries(options)
  const switches = Object.entries(flags)
  const usage = [
    ...named.map(([name]) => ` --${name} ${name.toUpperCase()}`),
    ...switches.map(([name]) => ` [--${name}]`),
  ].join('')
  const rows = [
    ...(place === '' ? [] : [[place, placeIs]]),
    ...[...named, ...switches].map(([name, says]) => [`--${name}`, says]),
    ['--json', 'the answer as JSON on standard output'],
  ]
  const lines = rows.map(([name = '', says = '']) => `  ${name.padEnd(20)}${says}`)
  const input =
    secrets.length > 0 ? `\nReads from standard input, one a line: ${secrets.join(', ')}.\n` : ''
  return `throughline ${[...words, place].join(' ').trim()}${usage} [--json]

${does.charAt(0).toUpperCase()}${does.slice(1)}.

${lines.join('\n')}
${input}${more === '' ? '' : `\n${more}\n`}`
}
