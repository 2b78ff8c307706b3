// A kill after every single change of the disk, for everything that changes a workspace as a whole.
// One run is recorded; what a kill would leave is rebuilt from the recording, so that every point is
// looked at.
import { expect, test } from 'vitest'
import { replayKill } from '../support/disk-replay.ts'
import { plantedModes, vaultModes, type VaultMode } from '../support/vault-modes.ts'
import { describeRest, findProblems } from '../support/vault-rest.ts'
import { findShim, recordRun } from '../support/watched-run.ts'

async function killEverywhere(library: string, mode: VaultMode, step = 1) {
  const run = await recordRun(library, mode)
  const keys = [...run.promised.before, ...run.promised.after]
  const problems: string[] = []
  for (let count = 0; count <= run.recording.changes.length; count += step) {
    const rest = await describeRest(replayKill(run.recording, count), mode, keys)
    const found = findProblems(rest, run.promised, run.acknowledgedBefore(count))
    problems.push(...found.map((problem) => `after ${count} changes: ${problem}`))
  }
  return { problems, changes: run.changes }
}

test.for(vaultModes)(
  '$mode killed after any change of the disk leaves what was before or what comes after',
  async (mode, context) => {
    const library = findShim(`${mode.mode} killed at every change`)
    if (library === null) return context.skip()
    const { problems, changes } = await killEverywhere(library, mode)
    expect(problems).toEqual([])
    expect(changes).toBeGreaterThan(10)
  },
)

test.for([
  { mode: plantedModes.early, step: 3, problem: 'lost what was acknowledged' },
  { mode: plantedModes.keysInPlace, step: 1, problem: 'opens with recovery text' },
])('$mode.mode, which no mode may do, is caught', async ({ mode, step, problem }, context) => {
  const library = findShim(`${mode.mode} being caught`)
  if (library === null) return context.skip()
  const { problems } = await killEverywhere(library, mode, step)
  expect(problems).toContainEqual(expect.stringContaining(problem))
})
