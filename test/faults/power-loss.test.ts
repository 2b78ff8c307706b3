// Power cuts at any moment of a recorded run: what was synced is there, of the rest any part may be
// missing, out of order or torn. The same run without waiting for the disk shows that this would be seen.
import { expect, test } from 'vitest'
import { fingerprint, replayPowerCut } from '../support/disk-replay.ts'
import { makeRandom } from '../support/random.ts'
import { plantedModes, vaultModes, type Key, type VaultMode } from '../support/vault-modes.ts'
import { describeRest, findProblems, type Promised, type Rest } from '../support/vault-rest.ts'
import { findShim, recordRun } from '../support/watched-run.ts'

const CUTS = process.env['THROUGHLINE_NIGHTLY'] ? 2_000_000 : 20_000
const CONTROL_CUTS = 200

const shareOf = (mode: VaultMode) => (mode.slow ? 1 : 3)

interface Cuts {
  readonly states: number
  readonly bad: number
  readonly problems: readonly string[]
}

async function cutPower(library: string, mode: VaultMode, cuts: number): Promise<Cuts> {
  const run = await recordRun(library, mode)
  const known = new Map<string, Rest>()
  const problems: string[] = []
  let bad = 0
  for (let cut = 1; cut <= cuts; cut += 1) {
    const random = makeRandom(cut)
    const count = Math.floor(random() * (run.recording.changes.length + 1))
    const state = replayPowerCut(run.recording, count, random)
    const keys = chooseKeys(run.promised, random)
    const print = `${keys.map(({ name }) => name).join()} ${fingerprint(state)}`
    const rest = known.get(print) ?? (await describeRest(state, mode, keys))
    known.set(print, rest)
    const found = findProblems(rest, run.promised, run.acknowledgedBefore(count))
    if (found.length > 0) bad += 1
    problems.push(...found.map((problem) => `cut ${cut} after ${count} changes: ${problem}`))
  }
  return { states: known.size, bad, problems }
}

/** Where the keys stay the same, one of them each time is enough. */
function chooseKeys({ before, after }: Promised, random: () => number): Key[] {
  const names = (keys: readonly Key[]) => keys.map(({ name }) => name).join()
  if (names(before) !== names(after)) return [...before, ...after]
  return before.slice(random() < 0.9 ? 0 : 1).slice(0, 1)
}

test.for(vaultModes)(
  `a power cut at any moment of $mode loses nothing that was acknowledged and leaves no half`,
  async (mode, context) => {
    const share = shareOf(mode) / vaultModes.reduce((sum, one) => sum + shareOf(one), 0)
    const library = findShim(`${mode.mode} at a power cut`)
    if (library === null) return context.skip()
    const { problems, states } = await cutPower(library, mode, Math.ceil(CUTS * share))
    expect(problems).toEqual([])
    expect(states).toBeGreaterThan(20)
  },
)

test('the same power cuts ruin most of what was written without waiting for the disk', async (context) => {
  const library = findShim('that power cuts are seen')
  if (library === null) return context.skip()
  const { bad } = await cutPower(library, plantedModes.unsynced, CONTROL_CUTS)
  expect(bad).toBeGreaterThan(CONTROL_CUTS / 2)
})
