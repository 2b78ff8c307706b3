import { sayProblem } from '../../shared/workspace/health-text.ts'
import { join, resolve } from 'node:path'
import type { HealthReport } from '../../shared/workspace/model.ts'
import { describeFolder } from '../core/vault/folder.ts'
import { openCore, type CoreClient } from './core-client.ts'
import type { CliStreams } from './main.ts'
import { readSecret } from './secrets.ts'
import type { Given, Outcome } from './verbs.ts'

export function checkWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  return whileOpen(given, streams, async (core) => {
    const report = await core.call(['workspace', 'check'], undefined)
    const healthy = report.encrypted && report.recordIntact && report.problems.length === 0
    return { text: describeReport(report), answer: report, refused: !healthy }
  })
}

export function backUpWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  return whileOpen(given, streams, async (core) => {
    const backup = await core.call(['backups', 'make'], undefined)
    const file = join(describeFolder(resolve(given.place)).backups, backup.file)
    const text = `Made and verified ${file} (${backup.bytes.toLocaleString('en')} bytes)`
    return { text, answer: { ...backup, file }, refused: false }
  })
}

async function whileOpen(
  { place }: Given,
  streams: CliStreams,
  act: (core: CoreClient) => Promise<Outcome>,
): Promise<Outcome> {
  const passphrase = await readSecret('passphrase', streams)
  const core = openCore(streams)
  try {
    const { key } = await core.call(['workspace', 'find'], { folder: core.tokenOf(resolve(place)) })
    const sealed = await core.seal(passphrase)
    await core.call(['workspace', 'unlock'], { key, passphrase: sealed })
    return await act(core)
  } finally {
    passphrase.fill(0)
    await core.close()
  }
}

function describeReport(report: HealthReport): string {
  const backups =
    report.backups === 0
      ? 'No backup yet'
      : `${report.backups} backups, the newest of ${report.newestBackupAt ?? 'unknown date'}`
  return [
    report.encrypted ? `Encrypted, ${report.pages} pages` : 'Not encrypted on disk',
    report.recordIntact
      ? `Record intact, ${report.recordLength} lines`
      : 'The record was changed from outside',
    backups,
    ...(report.problems.length === 0 ? ['Nothing to repair'] : report.problems.map(sayProblem)),
  ].join('\n')
}
