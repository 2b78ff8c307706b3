import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../../shared/kit/errors.ts'
import { sayProblem } from '../../shared/workspace/health-text.ts'
import type { HealthReport } from '../../shared/workspace/model.ts'
import { describeFolder } from '../core/vault/folder.ts'
import { withCore, type CoreClient } from './core-client.ts'
import type { CliStreams } from './main.ts'
import { withRecoveryPaper } from './recovery-paper.ts'
import { withSecrets } from './secrets.ts'
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

export function exportWorkspace(given: Given, streams: CliStreams): Promise<Outcome> {
  const out = resolve(given.options['out'] ?? '')
  // A window asks before it writes over a file; here nobody can be asked.
  if (existsSync(out)) throw new AppError('name-taken', { name: basename(out) })
  return whileOpen(given, streams, async (core) => {
    await core.call(['backups', 'exportTo'], { to: core.tokenOf(out) })
    const [entry] = await core.call(['releases', 'list'], undefined)
    const answer = { file: out, bytes: entry?.bytes, sha256: entry?.sha256, release: entry?.number }
    return { text: `Saved ${out}\nSHA-256 ${answer.sha256 ?? ''}`, answer, refused: false }
  })
}

export function changePassphrase(given: Given, streams: CliStreams): Promise<Outcome> {
  return withSecrets(['passphrase', 'new passphrase'], streams, (passphrase, next) =>
    withOpen({ given, streams, passphrase }, async (core) => {
      const sealed = { own: await core.seal(passphrase), next: await core.seal(next) }
      await core.call(['access', 'changePassphrase'], sealed)
      const backups = await core.call(['backups', 'list'], undefined)
      const earlier = backups
        .filter(({ opensWith }) => opensWith !== 'present')
        .map(({ file }) => file)
      const still =
        earlier.length === 0 ? '' : `\nStill open with the earlier one: ${earlier.join(', ')}`
      return { text: `The new passphrase counts.${still}`, answer: { earlier }, refused: false }
    }),
  )
}

export function rotateKey(given: Given, streams: CliStreams): Promise<Outcome> {
  const recoveryFile = resolve(given.options['recovery-file'] ?? '')
  return withSecrets(['passphrase'], streams, (passphrase) =>
    withOpen({ given, streams, passphrase }, (core) =>
      withRecoveryPaper(recoveryFile, async (paper) => {
        const own = await core.seal(passphrase)
        const done = await core.call(['access', 'rotate'], { own })
        paper.write(await core.call(['workspace', 'recoveryKit'], undefined))
        const answer = { ...done, recoveryFile, recoveryConfirmed: false }
        return { text: describeRotation(answer), answer, refused: done.leftBehind.length > 0 }
      }),
    ),
  )
}

function describeRotation(done: {
  readonly repacked: number
  readonly leftBehind: readonly string[]
  readonly lostAccess: readonly string[]
  readonly recoveryFile: string
}): string {
  const { repacked, leftBehind, lostAccess, recoveryFile } = done
  return [
    `The key was changed. The new recovery text is in ${recoveryFile} and nowhere else.`,
    `${repacked} backups were encrypted again.`,
    ...(leftBehind.length > 0 ? [`Still under the old key: ${leftBehind.join(', ')}`] : []),
    ...(lostAccess.length > 0 ? [`To be added again: ${lostAccess.join(', ')}`] : []),
  ].join('\n')
}

type Act = (core: CoreClient) => Promise<Outcome>

function whileOpen(given: Given, streams: CliStreams, act: Act): Promise<Outcome> {
  return withSecrets(['passphrase'], streams, (passphrase) =>
    withOpen({ given, streams, passphrase }, act),
  )
}

interface Opening {
  readonly given: Given
  readonly streams: CliStreams
  readonly passphrase: Uint8Array
}

function withOpen({ given, streams, passphrase }: Opening, act: Act): Promise<Outcome> {
  return withCore(streams, async (core) => {
    const folder = core.tokenOf(resolve(given.place))
    const { key } = await core.call(['workspace', 'find'], { folder })
    const sealed = await core.seal(passphrase)
    await core.call(['workspace', 'unlock'], { key, passphrase: sealed })
    return act(core)
  })
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
