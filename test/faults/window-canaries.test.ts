// What a person types into the window is in no file readable: not in the profile of the browser, not
// in the settings, not beside the workspace, neither while it is open nor after it is locked.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CANARIES, findCanaries } from '../support/canaries.ts'
import { openDrivenWindow, type DrivenWindow } from '../support/driven-window.ts'

const PASSPHRASE = CANARIES[39] ?? ''
const TYPED = CANARIES.slice(0, 16).join(' ')

/** Where this process's windows keep their profiles. */
function profiles(): string[] {
  return ['/dev/shm', tmpdir()]
    .filter((parent) => existsSync(parent))
    .flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)))
    .filter((path) => path.includes(`throughline-scratch-${process.pid}-`))
}

async function makeWorkspace({ fill, press, sees, run }: DrivenWindow): Promise<void> {
  await press('New workspace')
  await fill('Name', 'Canary program')
  await fill('Your name', 'Test owner')
  await press('Continue')
  await fill('Passphrase', PASSPHRASE)
  await fill('Type it once more', PASSPHRASE)
  await press('Create the workspace')
  await sees('Show that you have it')
  const groups = await run<string[]>(
    `[...document.querySelectorAll('code')].map((code) => code.textContent.replace(/\\s/g, ''))`,
  )
  for (const [at, group] of groups.entries()) {
    const asked = await run<boolean>(
      `[...document.querySelectorAll('label')].some((one) => one.textContent.trim() === 'Group ${at + 1}')`,
    )
    if (asked) await fill(`Group ${at + 1}`, group)
  }
  await press('Continue')
  await press('Open the workspace')
  await sees('First days')
}

test('nothing typed is readable in any file, open or locked, and a planted file is found', async () => {
  const app = await openDrivenWindow()
  const places = () => [app.home, ...profiles()]
  await makeWorkspace(app)
  await app.press('Program')
  await app.fill('Deputy', CANARIES[20] ?? '')
  await app.fill('Purpose', TYPED)
  await app.press('Settings')
  await app.press('Back up now')
  await app.sees('Backup made and checked')
  expect(profiles().length).toBeGreaterThan(0)
  expect(findCanaries(places())).toEqual([])

  await app.press('Lock now')
  await app.sees('Locked by you')
  expect(findCanaries(places())).toEqual([])

  // As the browser's session file wrote it before the window went without one.
  const [profile = ''] = profiles()
  writeFileSync(join(profile, 'planted'), Buffer.from(`..${TYPED}..`, 'utf16le'))
  expect(findCanaries(places())).toHaveLength(16)
}, 120_000)
