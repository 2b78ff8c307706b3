// The same core without a window. Answers go to standard output, messages to standard error; exit 0
// is done, 1 is refused with the app's own sentence, 2 is wrong use. It adds no rule of its own.
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/kit/errors.ts'
import { sayError } from '../../shared/kit/error-text.ts'
import { makeProcessPrivate } from '../core/private-process.ts'
import type { KdfCost } from '../core/vault/kdf.ts'
import { findVerb, helpFor, type Verb } from './verbs.ts'
import { WrongUse } from './wrong-use.ts'

export interface CliStreams {
  readonly stdin: NodeJS.ReadStream | (NodeJS.ReadableStream & { readonly isTTY?: false })
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
  /** Cheap key derivation for tests; absent: calibrated on this machine. */
  readonly kdf?: KdfCost
}

const DONE = 0
const REFUSED = 1
const WRONG_USE = 2

export async function runCli(
  argv: readonly string[],
  streams: CliStreams = processStreams(),
): Promise<number> {
  const verb = findVerb(argv)
  if (!verb || argv.includes('--help') || argv.includes('-h')) return showHelp(argv, streams)
  const json = argv.includes('--json')
  try {
    const given = readArguments(verb, argv.slice(verb.words.length))
    const outcome = await verb.run(given, streams)
    streams.stdout.write(`${json ? JSON.stringify(outcome.answer) : outcome.text}\n`)
    return outcome.refused ? REFUSED : DONE
  } catch (error) {
    return explain(error, { verb, json, streams })
  }
}

function readArguments(verb: Verb, args: readonly string[]) {
  const names = Object.keys(verb.options)
  const flagNames = Object.keys(verb.flags ?? {})
  const text = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }] as const),
    ...flagNames.map((name) => [name, { type: 'boolean' as const }] as const),
  ])
  const { values, positionals } = parse(args, text)
  const missing = names.find((name) => typeof values[name] !== 'string' || values[name] === '')
  if (missing !== undefined) throw new WrongUse(`--${missing} is needed.`)
  const [place, ...more] = positionals
  if (place === undefined && verb.place !== '') throw new WrongUse(`${verb.place} is needed.`)
  const extra = verb.place === '' ? positionals : more
  if (extra.length > 0) throw new WrongUse(`“${extra.join(' ')}” is one too many.`)
  const options = Object.fromEntries(names.map((name) => [name, String(values[name])]))
  const flags = new Set(flagNames.filter((name) => values[name] === true))
  return { place: place ?? '', options, flags }
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

function parse(
  args: readonly string[],
  text: Readonly<Record<string, { type: 'string' | 'boolean' }>>,
): Parsed {
  try {
    const options = { ...text, json: { type: 'boolean' as const } }
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // parseArgs says in plain words which option it does not know or which value is missing.
    if (error instanceof TypeError) throw new WrongUse(error.message)
    throw error
  }
}

function showHelp(argv: readonly string[], { stdout, stderr }: CliStreams): number {
  const asked = argv.includes('--help') || argv.includes('-h')
  const words = argv.filter((word) => !word.startsWith('-'))
  const known = helpFor(words)
  if (asked && known !== null) {
    stdout.write(known)
    return DONE
  }
  stderr.write(words.length > 0 && known === null ? `There is no “${words.join(' ')}”.\n\n` : '')
  stderr.write(known ?? helpFor([]) ?? '')
  return WRONG_USE
}

interface Explaining {
  readonly verb: Verb
  readonly json: boolean
  readonly streams: CliStreams
}

function explain(error: unknown, { verb, json, streams }: Explaining): number {
  if (error instanceof WrongUse) {
    streams.stderr.write(`${error.message}\n\n${helpFor(verb.words) ?? ''}`)
    return WRONG_USE
  }
  if (!(error instanceof AppError)) throw error
  if (json) streams.stdout.write(`${JSON.stringify({ error: error.toData() })}\n`)
  streams.stderr.write(`${sayError(error.toData())}\n`)
  return REFUSED
}

function processStreams(): CliStreams {
  makeProcessPrivate()
  return { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }
}
