import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { RestoreReport } from '../../shared/backups/model.ts'
import { splitRecoveryText } from '../../shared/workspace/recovery-text.ts'
import { WORKSPACE_SUFFIX } from '../core/vault/folder.ts'
import { withCore, type CoreClient } from './core-client.ts'
import type { CliStreams } from './main.ts'
import { withSecrets } from './secrets.ts'
import type { Given, Outcome } from './verbs.ts'
import { WrongUse } from './wrong-use.ts'

const BY_TEXT = ['recovery text', 'new passphrase'] as const

export function restoreWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  const file = resolve(given.options['from'] ?? '')
  const folder = resolve(given.place)
  if (!folder.endsWith(WORKSPACE_SUFFIX))
    throw new WrongUse(`WORKSPACE is a folder whose name ends in “${WORKSPACE_SUFFIX}”.`)
  const names = given.flags.has('recovery') ? BY_TEXT : ['passphrase']
  return withSecrets(names, streams, (...secrets) =>
    withCore(streams, async (core) => {
      const done = await core.call(['backups', 'restore'], {
        from: { kind: 'file', file: core.tokenOf(file) },
        into: await findInto(core, folder),
        way: await describeWay(core, secrets),
      })
      const answer = { folder, ...done.report }
      return { text: describeReport(answer), answer, refused: false }
    }),
  )
}

/** Into the folder that is there, or as a new one of that name. */
async function findInto(core: CoreClient, folder: string) {
  if (!existsSync(folder)) {
    const parent = core.tokenOf(dirname(folder))
    const name = basename(folder, WORKSPACE_SUFFIX)
    return { kind: 'new' as const, folder: parent, name }
  }
  const { key } = await core.call(['workspace', 'find'], { folder: core.tokenOf(folder) })
  return { kind: 'workspace' as const, key }
}

async function describeWay(core: CoreClient, secrets: readonly Uint8Array[]) {
  const [first = new Uint8Array(), second] = secrets
  if (!second) return { kind: 'passphrase' as const, passphrase: await core.seal(first) }
  const groups = splitRecoveryText(Buffer.from(first).toString())
  if (!groups) throw new WrongUse('The recovery text is eight groups of eight signs, in one line.')
  const passphrase = await core.seal(second)
  return { kind: 'recovery' as const, groups: [...groups], passphrase }
}

function describeReport(report: RestoreReport & { readonly folder: string }): string {
  const { record, releases, erasures, destroyedWaves } = report.carried
  return [
    `Restored ${report.folder} as it was ${report.madeAt}`,
    `Carried over: ${record} lines of the record, ${releases} releases, ${erasures} erasures, ${destroyedWaves} destroyed waves`,
    ...(report.incompleteSince === null
      ? []
      : [`The ledger is incomplete since ${report.incompleteSince}`]),
    ...(report.keptAs === null ? [] : [`The earlier file is kept as set-aside/${report.keptAs}`]),
  ].join('\n')
}
