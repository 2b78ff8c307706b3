import { sealSecret } from '../../../electron/cli/seal.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCore, type CoreChannel } from '../../../electron/core/core-process.ts'
import { startCoreThread } from '../../../electron/core/core-thread.ts'
import type { Ports } from '../../../electron/core/ports.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../../shared/settings/model.ts'
import type { CoreMessage, Reply } from '../../../shared/wire.ts'
import { PASSPHRASE, TEST_KDF, TRUSTED } from '../../support/test-core.ts'
import { waitUntil } from '../../support/wait-until.ts'

function startThread() {
  const documents = mkdtempSync(join(tmpdir(), 'throughline-core-'))
  const waiting = new Map<number, (reply: Reply) => void>()
  const heard: string[] = []
  let kept: Preferences = DEFAULT_PREFERENCES
  const ports = {
    readPreferences: () => Promise.resolve(kept),
    writePreferences: (next: Preferences) => Promise.resolve(void (kept = next)),
  } as Partial<Ports> as Ports
  const core = runCore({
    start: (afterStop) => startCoreThread({ documents, kdf: TEST_KDF, afterStop }),
    ports,
    toPage: (text) => {
      const message = JSON.parse(text) as CoreMessage
      if ('event' in message) heard.push(message.event.kind)
      else waiting.get(message.id)?.(message.reply)
    },
    onHopeless: () => expect.unreachable('the core did not start'),
  })
  onTestFinished(async () => {
    await core.close()
    rmSync(documents, { recursive: true })
  })
  let id = 0
  const ask = async (operation: string, input?: unknown) => {
    id += 1
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    core.fromPage(JSON.stringify({ id, operation, input }), TRUSTED)
    const answer = await reply
    expect(answer).toMatchObject({ ok: true })
    return (answer.ok ? answer.value : {}) as Record<string, string>
  }
  const seal = async () => {
    const { key = '', publicKey = '' } = await ask('workspace.sealingKey')
    return sealSecret(Buffer.from(PASSPHRASE), { key, publicKey })
  }
  return { core, ask, seal, heard }
}

test('a workspace that was open when the core thread died opens again in the same process', async () => {
  const { core, ask, seal, heard } = startThread()
  const { token: folder } = await ask('files.home')
  const made = { folder, name: 'Test program', owner: 'Test owner', passphrase: await seal() }
  await ask('workspace.create', made)
  await ask('strategy.addPriority', { name: 'Kept', sponsor: '', weight: 5 })
  core.kill()
  await waitUntil(() => Promise.resolve(heard.includes('locked')))
  const { key } = await ask('workspace.state')
  await ask('workspace.unlock', { key, passphrase: await seal() })
  expect(await ask('strategy.listPriorities')).toMatchObject([{ name: 'Kept' }])
  expect(await ask('record.verify')).toMatchObject({ intact: true })
})

test('a core that ends again and again as soon as it has started is given up', async () => {
  let starts = 0
  let hopeless = 0
  const start = (): CoreChannel => {
    starts += 1
    return {
      post: () => {},
      onMessage: (listener) => listener({ type: 'ready' }),
      onEnd: (listener) => setTimeout(listener, 1),
      kill: () => {},
    }
  }
  runCore({ start, ports: {} as Ports, toPage: () => {}, onHopeless: () => (hopeless += 1) })
  await waitUntil(() => hopeless > 0)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect([starts, hopeless]).toEqual([5, 1])
})
