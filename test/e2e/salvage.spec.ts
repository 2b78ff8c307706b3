// A damaged workspace without a backup, in the window: what is left becomes a new one, and the person
// is told what is lost.
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type AppWindow } from '../support/window.ts'
import { createTestCore } from '../support/test-core.ts'
import { inspect } from './inspect.ts'
import {
  button,
  field,
  goTo,
  heading,
  namesOfPriorities,
  openNewWorkspace,
  lock,
  makeBackups,
  PASSPHRASE,
  tabTo,
  unlock,
  WORKSPACE,
} from './steps.ts'

test.setTimeout(120_000)

const PAGE = 4096
const PRIORITIES = 120
const DRIVE = 'drive'

const fileIn = (app: AppWindow) => join(app.home, DRIVE, `${WORKSPACE}.throughline`, 'workspace.db')

/** Made by a core of its own, as on another computer: rows enough for the damage to hit some of them. */
async function makeWorkspaceElsewhere(app: AppWindow): Promise<readonly string[]> {
  const elsewhere = createTestCore({ folder: join(app.home, DRIVE) })
  await elsewhere.createWorkspace(WORKSPACE)
  await elsewhere.api.program.startFrom({ template: 'empty' })
  const { groups } = await elsewhere.api.workspace.recoveryKit(undefined)
  for (let row = 0; row < PRIORITIES; row += 1) {
    const name = `Priority ${row} ${'with a longer name '.repeat(6)}`.trim()
    await elsewhere.api.strategy.addPriority({ name, sponsor: '', weight: 1 })
  }
  await elsewhere.end()
  return groups
}

/** Every third page of the second half: some of the rows, none of the roots. */
async function damage(file: string): Promise<Buffer> {
  const bytes = await readFile(file)
  const pages = bytes.length / PAGE
  for (let page = Math.floor(pages / 2); page < pages; page += 3)
    bytes.fill(0, page * PAGE, page * PAGE + 200)
  await writeFile(file, bytes)
  return bytes
}

/** At the door of the damaged one, where the passphrase was right and the file was not. */
async function meetDamage(app: AppWindow): Promise<void> {
  app.choose({ kind: 'chosen', path: join(app.home, DRIVE, `${WORKSPACE}.throughline`) })
  await button(app.page, 'Open…').click()
  await unlock(app.page)
  await expect(app.page.getByText('The workspace could not be opened')).toBeVisible()
}

const result = ({ page }: AppWindow) =>
  page.getByRole('dialog', { name: 'Saved what could be read' })

test('without a backup what can be read becomes a new workspace, with the keyboard alone', async ({
  app,
}) => {
  const { page, home } = app
  await makeWorkspaceElsewhere(app)
  const damaged = await damage(fileIn(app))
  await meetDamage(app)
  expect(await inspect(page)).toEqual([])
  await tabTo(page, button(page, 'Save what can be read…'))
  await page.keyboard.press('Enter')
  await expect(heading(page, `Save what can be read of ${WORKSPACE}`)).toBeFocused()
  await expect(page.getByText('There is no whole backup in its folder')).toBeVisible()
  await expect(field(page, 'Name of the workspace')).toHaveValue(`${WORKSPACE} saved`)
  expect(await inspect(page)).toEqual([])
  await tabTo(page, field(page, 'Passphrase'))
  await page.keyboard.type('not this one')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Passphrase')).toHaveAccessibleDescription(/^This passphrase does not/)
  await expect(field(page, 'Passphrase')).toBeFocused()
  await expect(button(page, 'Save what can be read')).toBeDisabled()
  await page.keyboard.type(PASSPHRASE)
  await expect(button(page, 'Save what can be read')).toBeEnabled({ timeout: 30_000 })
  await page.keyboard.press('Enter')

  await expect(result(app)).toBeVisible({ timeout: 30_000 })
  await expect(button(page, 'Go to the backups')).toBeFocused()
  const row = result(app).getByRole('row', { name: /^Priorities/ })
  const [saved = '', lost = ''] = await row.getByRole('cell').allInnerTexts()
  expect(lost).not.toBe('None')
  await expect(result(app)).toContainText(/\d+ of \d+ pages were damaged/)
  await expect(result(app)).toContainText('The record is intact')
  expect(await inspect(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(button(page, 'Back up now')).toBeVisible()
  await goTo(page, 'Program')
  await expect.poll(async () => (await namesOfPriorities(page)).length).toBe(Number(saved))
  expect(Number(saved)).toBeLessThan(PRIORITIES)

  expect(await readdir(join(home, 'documents'))).toEqual([`${WORKSPACE} saved.throughline`])
  expect((await readFile(fileIn(app))).equals(damaged)).toBe(true)
})

test('the recovery kit does it too, under a name that is not taken', async ({ app }) => {
  const { page } = app
  const groups = await makeWorkspaceElsewhere(app)
  await damage(fileIn(app))
  await meetDamage(app)
  await button(page, 'Restore a backup…').click()
  await expect(page.getByText('There is no backup in the folder')).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'Back').click()
  await expect(heading(page, WORKSPACE)).toBeFocused()
  await button(page, 'Restore a backup…').click()
  await button(page, 'Save what can be read…').click()

  app.choose({ kind: 'chosen', path: join(app.home, DRIVE) })
  await button(page, 'Change the place…').click()
  await field(page, 'Name of the workspace').fill(WORKSPACE)
  await button(page, 'Use the recovery kit instead').click()
  for (const [at, group] of groups.entries()) await field(page, `Group ${at + 1}`).fill(group)
  await button(page, 'Suggest six words').click()
  await button(page, 'Save what can be read').click()
  await expect(page.getByRole('alert')).toContainText('There is already a workspace')
  expect(await inspect(page)).toEqual([])
  await field(page, 'Name of the workspace').fill('Saved')
  await button(page, 'Suggest six words').click()
  await button(page, 'Save what can be read').click()
  await expect(result(app)).toBeVisible({ timeout: 30_000 })
  await button(page, 'Later').click()
  await expect(button(page, 'Workspace: Saved')).toBeVisible()
  expect((await readdir(join(app.home, DRIVE))).toSorted()).toEqual([
    `${WORKSPACE}.throughline`,
    'Saved.throughline',
  ])
})

test('stopping it makes nothing', async ({ app }) => {
  const { page, home } = app
  await makeWorkspaceElsewhere(app)
  await damage(fileIn(app))
  // Pages of nothing, so that the reading takes as long as that of a big file.
  await appendFile(fileIn(app), Buffer.alloc(30_000 * PAGE))
  await meetDamage(app)
  await button(page, 'Save what can be read…').click()
  await field(page, 'Passphrase').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('progressbar', { name: 'Saving what can be read' })).toBeVisible()
  await button(page, 'Cancel').click()
  await expect(page.getByRole('alert')).toContainText('Cancelled. Nothing was changed.')
  await expect(button(page, 'Save what can be read')).toBeVisible()
  expect(await readdir(join(home, 'documents'))).toEqual([])
})

test('where there is a whole backup it comes first', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await makeBackups(page, 1)
  await lock(page)
  await damage(join(app.home, 'documents', `${WORKSPACE}.throughline`, 'workspace.db'))
  await unlock(page)
  await expect(page.getByRole('button', { name: /^Restore the backup of/ })).toBeVisible()
  await button(page, 'Save what can be read…').click()
  await expect(page.getByText(/^The backup of .*, is whole/)).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'Back').click()
  await expect(heading(page, WORKSPACE)).toBeFocused()
})
