import { resolve } from 'node:path'
import { describeFolder, WORKSPACE_SUFFIX } from '../core/vault/folder.ts'
import { withCore } from './core-client.ts'
import type { CliStreams } from './main.ts'
import { withRecoveryPaper } from './recovery-paper.ts'
import { withSecrets } from './secrets.ts'
import type { Given, Outcome } from './verbs.ts'

export function createWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  const { name = '', owner = '', 'recovery-file': recovery = '' } = given.options
  const parent = resolve(given.place)
  const recoveryFile = resolve(recovery)
  return withSecrets(['passphrase'], streams, (passphrase) =>
    withCore(streams, (core) =>
      withRecoveryPaper(recoveryFile, async (paper) => {
        const sealed = await core.seal(passphrase)
        const about = { folder: core.tokenOf(parent), name, owner, passphrase: sealed }
        const { wid } = await core.call(['workspace', 'create'], about)
        paper.write(await core.call(['workspace', 'recoveryKit'], undefined))
        const { folder } = describeFolder(resolve(parent, name + WORKSPACE_SUFFIX))
        const answer = { folder, name, wid, owner, recoveryConfirmed: false, recoveryFile }
        return { text: describeMade(answer), answer, refused: false }
      }),
    ),
  )
}

function describeMade({ folder, recoveryFile }: { folder: string; recoveryFile: string }): string {
  return `Made ${folder}
The recovery text is in ${recoveryFile} and nowhere else. Print it, then delete the file.
Recovery not confirmed: open the workspace in the window and type two of its groups back.`
}
