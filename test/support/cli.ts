// The command line in this process: arguments and standard input in, exit code and both outputs back.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { runCli } from '../../electron/cli/main.ts'
import { makeParent } from './vault.ts'

export const CLI_PASSPHRASE = 'orbit tapestry lemon quiet'
const kdf = { memoryKiB: 64 * 1024, passes: 1, lanes: 1 }

export async function runVerb(args: readonly string[], input = '') {
  const said = { out: '', err: '' }
  const streams = {
    stdin: Readable.from([Buffer.from(input)]) as NodeJS.ReadableStream & { isTTY?: false },
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    kdf,
  }
  return { code: await runCli(args, streams), ...said }
}

export function createArgs(parent: string, change: Readonly<Record<string, string>> = {}) {
  const options = {
    name: 'Acme',
    owner: 'Ada Lind',
    'recovery-file': join(parent, 'paper.txt'),
    ...change,
  }
  const named = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  return ['workspace', 'create', parent, ...named]
}

export async function createByCli() {
  const parent = makeParent()
  const { code, err } = await runVerb(createArgs(parent), `${CLI_PASSPHRASE}\n`)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return { parent, folder: join(parent, 'Acme.throughline') }
}
