import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { AppError } from '../../shared/kit/errors.ts'
import type { RecoveryKit } from '../../shared/workspace/model.ts'
import { describeDiskError } from '../core/files/write-safely.ts'
import { describeFolder, WORKSPACE_SUFFIX } from '../core/vault/folder.ts'
import { openCore } from './core-client.ts'
import type { CliStreams } from './main.ts'
import { readSecret } from './secrets.ts'
import type { Given, Outcome } from './verbs.ts'

export async function createWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  const { name = '', owner = '', 'recovery-file': recovery = '' } = given.options
  const parent = resolve(given.place)
  const passphrase = await readSecret('passphrase', streams)
  const core = openCore(streams)
  // Reserved first: a workspace whose recovery text has nowhere to go must not come to be.
  const paper = reserve(resolve(recovery))
  let written = false
  try {
    const sealed = await core.seal(passphrase)
    const folder = core.tokenOf(parent)
    const made = await core.call(['workspace', 'create'], {
      folder,
      name,
      owner,
      passphrase: sealed,
    })
    // Not writeSync: on a disk that fills up it leaves a part and does not fail.
    writeFileSync(paper, describeKit(await core.call(['workspace', 'recoveryKit'], undefined)))
    fsyncSync(paper)
    written = true
    const place = describeFolder(resolve(parent, name + WORKSPACE_SUFFIX)).folder
    const answer = {
      folder: place,
      name,
      wid: made.wid,
      owner,
      recoveryConfirmed: false,
      recoveryFile: resolve(recovery),
    }
    return { text: describeMade(answer), answer, refused: false }
  } finally {
    passphrase.fill(0)
    closeSync(paper)
    if (!written) rmSync(resolve(recovery), { force: true })
    await core.close()
  }
}

function reserve(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (exists) throw new AppError('name-taken', { name: basename(path) })
    throw describeDiskError(error, basename(path))
  }
}

function describeKit({ workspace, madeAt, groups }: RecoveryKit): string {
  const lines = groups.map((group, at) => `${at + 1}  ${group.slice(0, 4)} ${group.slice(4)}`)
  return `Recovery text of the workspace “${workspace}”, made ${madeAt}\n\n${lines.join('\n')}\n\nWhoever has this page and the file can open the workspace. Print it, keep it apart from the\nmachine, and delete this file.\n`
}

function describeMade({ folder, recoveryFile }: { folder: string; recoveryFile: string }): string {
  return `Made ${folder}
The recovery text is in ${recoveryFile} and nowhere else. Print it, then delete the file.
Recovery not confirmed: open the workspace in the window and type two of its groups back.`
}
