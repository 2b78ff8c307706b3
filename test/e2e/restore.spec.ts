import { cp, mkdir, open, readdir, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type AppWindow } from '../support/window.ts'
import { createTestCore } from '../support/test-core.ts'
import { inspect } from './inspect.ts'
import {
  addPriorities,
  button,
  expectPriorities,
  field,
  goTo,
  heading,
  lock,
  makeBackups,
  openBackupMenu,
  openNewWorkspace,
  openSettings,
  PASSPHRASE,
  tabTo,
  unlock,
  WORKSPACE,
} from './steps.ts'

test.setTimeout(120_000)

const folderOf = ({ home }: AppWindow) => join(home, 'documents', `${WORKSPACE}.throughline`)

/** A backup with one priority in it, and one more made since. */
async function makeHistory({ page }: AppWindow): Promise<string[]> {
  const groups = await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery')
  await makeBackups(page, 1)
  await goTo(page, 'Program')
  await addPriorities(page, 'Bench strength')
  return groups
}

async function finishRestore({ page }: AppWindow): Promise<void> {
  const result = page.getByRole('dialog', { name: /^Restored to/ })
  await expect(result).toBeVisible({ timeout: 30_000 })
  await expect(button(page, 'Go on')).toBeFocused()
  await page.keyboard.press('Enter')
  await goTo(page, 'Program')
  await expectPriorities(page, ['Faster delivery'])
}

test('from the open workspace one goes back to a backup, with the keyboard alone', async ({
  app,
}) => {
  const { page } = app
  await makeHistory(app)
  await openSettings(page, 'Backups')
  await tabTo(page, page.getByRole('row').last().getByRole('button'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const ask = page.getByRole('dialog', { name: /^Restore the backup of/ })
  await expect(ask).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row').last().getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await tabTo(page, button(page, 'Close and restore…'))
  await page.keyboard.press('Enter')

  await expect(heading(page, `Restore a backup of ${WORKSPACE}`)).toBeFocused()
  expect(page.url()).toMatch(/#\/restore\/[\w%.()-]+\.tlbackup$/)
  await expect(page.getByRole('radio')).toBeChecked()
  await tabTo(page, field(page, 'Passphrase'))
  await page.keyboard.type(PASSPHRASE)
  await page.keyboard.press('Enter')
  const result = page.getByRole('dialog', { name: /^Restored to/ })
  await expect(result).toContainText(/\d lines? of the record/)
  await expect(result).toContainText('set-aside')
  await expect(result).not.toContainText('erasure')
  expect(await inspect(page)).toEqual([])
  await finishRestore(app)

  await openSettings(page, 'Check and record')
  await button(page, 'Check the workspace').click()
  await expect(page.getByText(/^Record intact with/)).toBeVisible()
  expect(await readdir(join(folderOf(app), 'set-aside'))).toHaveLength(1)
})

test('a wrong passphrase restores nothing, and says so at its field', async ({ app }) => {
  const { page } = app
  await makeHistory(app)
  await lock(page)
  await button(page, 'Restore a backup…').click()
  await field(page, 'Passphrase').fill('not this one')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Passphrase')).toHaveAccessibleDescription(/^This passphrase does not/)
  await expect(field(page, 'Passphrase')).toBeFocused()
  await expect(field(page, 'Passphrase')).toHaveValue('')
  expect(await inspect(page)).toEqual([])
  await button(page, 'Back to the passphrase').click()
  await unlock(page)
  await goTo(page, 'Program')
  await expectPriorities(page, ['Bench strength', 'Faster delivery'])
})

for (const [damage, harm] of [
  ['damaged', overwrite],
  ['emptied', (file: string) => truncate(file, 0)],
] as const) {
  test(`a file that is ${damage} is explained, and its newest backup is one press away`, async ({
    app,
  }) => {
    const { page } = app
    await makeHistory(app)
    await lock(page)
    await harm(join(folderOf(app), 'workspace.db'))
    await unlock(page)
    await expect(page.getByText('The workspace could not be opened')).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('Restore')
    expect(await inspect(page)).toEqual([])
    await page.getByRole('button', { name: /^Restore the backup of/ }).click()
    await field(page, 'Passphrase').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await finishRestore(app)
  })
}

async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(8_192, 7), 0, 8_192, 4_096)
  await handle.close()
}

test('where the key files are gone the printed page comes first', async ({ app }) => {
  const { page } = app
  const elsewhere = createTestCore({ folder: join(app.home, 'drive') })
  await elsewhere.createWorkspace(WORKSPACE)
  await elsewhere.end()
  const folder = join(app.home, 'drive', `${WORKSPACE}.throughline`)
  for (const file of await readdir(folder))
    if (file.startsWith('keys.json')) await rm(join(folder, file))
  app.choose({ kind: 'chosen', path: folder })
  await button(page, 'Open…').click()
  await unlock(page)
  await expect(page.getByRole('alert')).toContainText('key files')
  expect(await inspect(page)).toEqual([])
  await button(page, 'Use the recovery kit').click()
  await expect(field(page, 'Group 1')).toBeFocused()
})

test('on a computer without the workspace a backup file becomes one', async ({ app }) => {
  const { page, home } = app
  const groups = await makeHistory(app)
  const file = await moveBackupAway(app)
  await button(page, 'Remove from this list').click()
  await button(page, 'Restore a backup file…').click()
  await expect(heading(page, 'Restore a backup file')).toBeFocused()
  expect(await inspect(page)).toEqual([])
  app.choose({ kind: 'chosen', path: file })
  await button(page, 'Choose a backup file…').click()
  await field(page, 'Name of the workspace').fill('Leadership, new laptop')
  await button(page, 'Use the recovery kit instead').click()
  for (const [at, group] of groups.entries()) await field(page, `Group ${at + 1}`).fill(group)
  await button(page, 'Suggest six words').click()
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: /^Restore the backup of/ }).click()
  await finishRestore(app)
  expect(await readdir(join(home, 'documents'))).toEqual(['Leadership, new laptop.throughline'])
})

/** As if the computer were another one: the workspace is gone, one file was kept on a drive. */
async function moveBackupAway(app: AppWindow): Promise<string> {
  await lock(app.page)
  const drive = join(app.home, 'drive')
  await mkdir(drive)
  const backups = join(folderOf(app), 'backups')
  const name = (await readdir(backups)).find((file) => file.endsWith('.tlbackup')) ?? ''
  await rename(join(backups, name), join(drive, name))
  await rm(folderOf(app), { recursive: true })
  await app.page.reload()
  return join(drive, name)
}

test('an older file is said to be one until the person goes on with it', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await lock(page)
  await cp(folderOf(app), `${folderOf(app)} old`, { recursive: true })
  await unlock(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  await lock(page)
  await rm(folderOf(app), { recursive: true })
  await rename(`${folderOf(app)} old`, folderOf(app))
  await unlock(page)
  await expect(page.getByText(/^This file is older than the one you last used here/)).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'How to find the newer one').click()
  await expect(page.getByRole('dialog', { name: 'Find the newer file' })).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(button(page, 'How to find the newer one')).toBeFocused()
  await button(page, 'Go on with this file').click()
  await expect(page.getByText(/^This file is older/)).toBeHidden()
  await expect(page.locator('#main')).toBeFocused()
  await lock(page)
  await unlock(page)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(WORKSPACE)
  await expect(page.getByText(/^This file is older/)).toBeHidden()
})

test('whoever thinks better of it opens the workspace as it is', async ({ app }) => {
  const { page } = app
  await makeHistory(app)
  await openSettings(page, 'Backups')
  await openBackupMenu(page)
  await page.getByRole('menuitem', { name: 'Restore…' }).click()
  await button(page, 'Close and restore…').click()
  await expect(heading(page, `Restore a backup of ${WORKSPACE}`)).toBeVisible()
  await button(page, 'Back to the passphrase').click()
  await unlock(page)
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
})
