// A disk that is full, broken, or fills up in the middle of a write, at any of its changes: the mode is
// refused with a sentence of the app or goes through; what is left is what was before or what comes
// after; and done again on a disk that works, in the same process, it goes through.
import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readState } from '../support/disk-replay.ts'
import type { Attempt, DiskFault, Series } from '../support/fault-series-child.ts'
import { makeMemoryFolder } from '../support/memory-folder.ts'
import { vaultModes, type Prepared, type VaultMode } from '../support/vault-modes.ts'
import { describeRest, findProblems, type Promised } from '../support/vault-rest.ts'
import { PASSPHRASE } from '../support/vault.ts'
import { findShim, recordRun, watch } from '../support/watched-run.ts'

const POINTS = process.env['THROUGHLINE_NIGHTLY'] ? Infinity : 14
const FAULTS: readonly DiskFault[] = [
  { name: 'full', errno: 28, lasting: true, short: false },
  { name: 'filling up', errno: 28, lasting: true, short: true },
  { name: 'taking half of one write', errno: 0, lasting: false, short: true },
  { name: 'broken', errno: 5, lasting: false, short: false },
]
const SENTENCES = [
  'done',
  'disk-full',
  'disk-error',
  'folder-not-writable',
  'backup-failed',
  'backup-unreadable',
  'keys-unfinished',
]
const child = fileURLToPath(new URL('../support/fault-series-child.ts', import.meta.url))

/** All points, or as many of them, spread evenly; a different set for each fault. */
function choosePoints(changes: number, fault: DiskFault): number[] {
  const all = Array.from({ length: changes }, (_, at) => at + 1)
  const step = Math.max(1, changes / POINTS)
  const shift = FAULTS.indexOf(fault) / FAULTS.length
  return all.filter((at) => Math.floor(at / step + shift) !== Math.floor((at - 1) / step + shift))
}

async function failEverywhere(library: string, mode: VaultMode) {
  const root = makeMemoryFolder()
  const [template, into] = [join(root, 'template'), join(root, 'tries')]
  mkdirSync(template)
  mkdirSync(into)
  const { changes, promised } = await recordRun(library, mode)
  const prepared = await mode.prepare(template)
  const series: Series = {
    act: mode.act ?? mode.mode,
    at: mode.at,
    template,
    into,
    told: prepared.told,
    passphrase: PASSPHRASE.toString(),
    tries: FAULTS.flatMap((fault) =>
      choosePoints(changes, fault).map((point) => ({ fault, point })),
    ),
  }
  const args = [child, JSON.stringify(series)]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: watch(library, into),
    maxBuffer: 1 << 26,
  })
  const attempts = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Attempt)
  const judging = { into, mode, prepared, stages: promised.stages }
  const problems: string[] = []
  for (const [at, attempt] of attempts.entries())
    problems.push(...(await findProblemsOf(String(at), attempt, judging)))
  rmSync(root, { recursive: true })
  return { problems, attempts }
}

interface Judging {
  readonly into: string
  readonly mode: VaultMode
  readonly prepared: Prepared
  readonly stages: Promised['stages']
}

async function findProblemsOf(
  name: string,
  { fault, point, said, again }: Attempt,
  judging: Judging,
): Promise<string[]> {
  const last = again.at(-1) ?? 'done'
  const isRefused = again.length > 0
  const found = [
    ...(SENTENCES.includes(said.at(-1) ?? '') ? [] : ['no sentence for what happened']),
    ...(last === 'done' || judging.mode.settled?.includes(last) ? [] : ['no second try']),
    ...(isRefused ? await judgeRest(`${name}-refused`, said, judging) : []),
    ...(await judgeRest(name, isRefused ? again : said, judging)),
  ]
  const words = [...said, '/', ...again].map((line) => line.split(' | ')[0]).join(', ')
  return found.map((problem) => `${fault.name} at ${point} (${words}): ${problem}`)
}

async function judgeRest(
  name: string,
  said: readonly string[],
  { into, mode, prepared, stages }: Judging,
): Promise<string[]> {
  const promised = { before: prepared.before, after: prepared.after(said), stages }
  const state = readState(join(into, name))
  const rest = await describeRest(state, mode, [...promised.before, ...promised.after])
  const done = said.at(-1) === 'done'
  return findProblems(rest, promised, { acknowledged: said.length - (done ? 0 : 1), done })
}

test.for(vaultModes)(
  '$mode on a disk that is full, fills up or breaks leaves the old state or the new one and can be done again',
  async (mode, context) => {
    const library = findShim(`${mode.mode} on a full or broken disk`)
    if (library === null) return context.skip()
    const { problems, attempts } = await failEverywhere(library, mode)
    expect(problems).toEqual([])
    // The faults did reach somebody.
    const failing = attempts.filter(({ fault }) => fault.errno !== 0)
    const refused = failing.filter(({ again }) => again.length > 0)
    expect(refused.length).toBeGreaterThan(failing.length / 3)
  },
)
