// What a person types into the window is in no file readable: not in the profile of the browser, not
// in the settings, not beside the workspace, neither while it is open nor after it is locked.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CANARIES, findCanaries } from '../support/canaries.ts'
import { openDrivenWindow } from '../support/driven-window.ts'
import { setUpWorkspace } from '../support/set-up.ts'

const PASSPHRASE = CANARIES[39] ?? ''
const TYPED = CANARIES.slice(0, 16).join(' ')

/** Where this process's windows keep their profiles. */
function profiles(): string[] {
  return ['/dev/shm', tmpdir()]
    .filter((parent) => existsSync(parent))
    .flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)))
    .filter((path) => path.includes(`throughline-scratch-${process.pid}-`))
}

test('nothing typed is readable in any file, open or locked, and a planted file is found', async () => {
  const app = await openDrivenWindow()
  const places = () => [app.home, ...profiles()]
  await setUpWorkspace(app, { name: 'Canary program', passphrase: PASSPHRASE })
  await app.press('Program')
  await app.fill('Deputy', CANARIES[20] ?? '')
  await app.fill('Purpose', TYPED)
  await app.press('Settings')
  await app.press('Backups')
  await app.press('Back up now')
  await app.sees('Backup made and checked')
  expect(profiles().length).toBeGreaterThan(0)
  expect(findCanaries(places())).toEqual([])

  await app.press('Security')
  await app.press('Lock now')
  await app.sees('Locked by you')
  expect(findCanaries(places())).toEqual([])

  // As the browser's session file wrote it before the window went without one.
  const [profile = ''] = profiles()
  writeFileSync(join(profile, 'planted'), Buffer.from(`..${TYPED}..`, 'utf16le'))
  expect(findCanaries(places())).toHaveLength(16)
}, 120_000)
