// kill -9 at random moments of mixed writes: what was acknowledged is there afterwards, and no rule
// that holds across tables is broken.
import { expect, test } from 'vitest'
import { openVault } from '../../electron/core/vault/vault.ts'
import { SUM_OF_BALANCES } from '../support/vault-schema.ts'
import { startVaultProcess } from '../support/vault-process.ts'
import { createClosedWorkspace, PASSPHRASE, testTools } from '../support/vault.ts'

const CYCLES = Number(process.env['THROUGHLINE_NIGHTLY'] ?? 100)
const CONTROL_CYCLES = 20
const LANES = 2
const MOST_MILLISECONDS = 120
const tools = testTools()

interface Outcome {
  readonly acknowledged: number
  readonly kept: number
  readonly sum: number
  readonly notesBeyond: number
  readonly integrity: unknown
}

/** Starts, lets it write for a random while, kills it, and opens what is left. */
async function killOnce(folder: string, mode: string): Promise<Outcome> {
  const writer = startVaultProcess(mode, folder)
  await writer.hears('open')
  await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_MILLISECONDS))
  await writer.kill()
  const acknowledged = Number(writer.lines.at(-1) === 'open' ? 0 : writer.lines.at(-1))
  const { db, close } = await openForReading(folder)
  const read = (text: string) => db.prepare(text).pluck().get() as number
  const kept = read('SELECT seq FROM progress')
  const outcome = {
    acknowledged,
    kept,
    sum: read('SELECT sum(balance) FROM account'),
    notesBeyond: read(`SELECT count(*) FROM note WHERE CAST(substr(body, 6) AS INTEGER) > ${kept}`),
    integrity: db.pragma('integrity_check', { simple: true }),
  }
  close()
  return outcome
}

async function openForReading(folder: string) {
  const vault = await openVault(tools, folder, PASSPHRASE)
  return { db: vault.db, close: () => vault.close() }
}

async function killMany(cycles: number, mode: string): Promise<Outcome[]> {
  const lanes = Array.from({ length: LANES }, async () => {
    const { folder } = await createClosedWorkspace(tools)
    const outcomes: Outcome[] = []
    while (outcomes.length < cycles / LANES) outcomes.push(await killOnce(folder, mode))
    return outcomes
  })
  return (await Promise.all(lanes)).flat()
}

const lost = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ acknowledged, kept }) => kept < acknowledged)

test(`after ${CYCLES} kills nothing acknowledged is lost and no rule is broken`, async () => {
  const outcomes = await killMany(CYCLES, 'write-on')
  expect(lost(outcomes)).toEqual([])
  const broken = outcomes.filter(
    ({ sum, notesBeyond, integrity }) =>
      sum !== SUM_OF_BALANCES || notesBeyond !== 0 || integrity !== 'ok',
  )
  expect(broken).toEqual([])
  // The kills did fall into the writing: something was written in most of them.
  expect(outcomes.filter(({ acknowledged }) => acknowledged > 0).length).toBeGreaterThan(CYCLES / 2)
}, 3_600_000)

test('a writer that acknowledges before it commits is caught losing', async () => {
  const outcomes = await killMany(CONTROL_CYCLES, 'acknowledge-first')
  expect(lost(outcomes).length).toBeGreaterThan(0)
})
