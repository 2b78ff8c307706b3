import { readdir, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type AppWindow } from '../support/window.ts'
import { inspect } from './inspect.ts'
import {
  addPriorities,
  button,
  field,
  goTo,
  makeBackups,
  notice,
  openBackupMenu,
  openNewWorkspace,
  openSettings,
  PASSPHRASE,
  tabTo,
  WORKSPACE,
} from './steps.ts'

test.setTimeout(120_000)

async function openBackups({ page }: AppWindow, count: number): Promise<void> {
  await openNewWorkspace(page)
  await makeBackups(page, count)
}

function row({ page }: AppWindow, at = 0) {
  return page
    .getByRole('table', { name: 'Backups' })
    .getByRole('row')
    .nth(at + 1)
}

function folderOf({ home }: AppWindow): string {
  return join(home, 'documents', `${WORKSPACE}.throughline`, 'backups')
}

test('what is in a backup stands beside what there is now, with the keyboard alone', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery')
  await makeBackups(page, 1)
  await goTo(page, 'Program')
  await addPriorities(page, 'Bench strength', 'Retention')
  await openSettings(page, 'Backups')
  expect(await inspect(page)).toEqual([])

  await tabTo(page, row(app).getByRole('button'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Look inside…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const inside = page.getByRole('dialog')
  await expect(inside.getByRole('row', { name: 'Priorities 1 3' })).toBeVisible()
  await expect(inside).toContainText(/\d acts have been done since/)
  await page.keyboard.press('Escape')
  await expect(row(app).getByRole('button')).toBeFocused()
})

test('a check of one backup says that it is whole, or what is wrong with it', async ({ app }) => {
  const { page } = app
  await openBackups(app, 2)
  await openBackupMenu(page)
  await page.getByRole('menuitem', { name: 'Check', exact: true }).click()
  await expect(notice(page, /^The backup of .* is whole$/)).toBeVisible()
  await expect(row(app).getByRole('button')).toBeFocused()

  const [oldest = ''] = (await readdir(folderOf(app))).toSorted()
  await truncate(join(folderOf(app), oldest), 100)
  await page.reload()
  await expect(row(app, 1)).toContainText('Not whole')
  await openBackupMenu(page, 1)
  await expect(page.getByRole('menuitem', { name: 'Restore…' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Check', exact: true }).click()
  await expect(notice(page, 'is cut short or is not a backup. Make a new one.')).toBeVisible()
  expect(await inspect(page)).toEqual([])
})

test('the list says which backups an earlier passphrase still opens', async ({ app }) => {
  const { page } = app
  await openBackups(app, 1)
  await expect(row(app)).toContainText('The present passphrases')
  await openSettings(page, 'Security')
  await button(page, 'Change your passphrase…').click()
  await field(page, 'Present passphrase').fill(PASSPHRASE)
  await button(page, 'Suggest six words').click()
  await button(page, 'Change the passphrase').click()
  await expect(notice(page, 'Your passphrase was changed')).toBeVisible()
  await openSettings(page, 'Backups')
  await expect(row(app)).toContainText('Also an earlier passphrase')
})

test('backups go to a second place, and Today says when they do not', async ({ app }) => {
  const { page, home } = app
  await openBackups(app, 1)
  await page.keyboard.press('Alt+1')
  await button(page, 'Choose it').click()
  await button(page, 'Choose a folder…').click()
  await button(page, 'New folder').click()
  await page.keyboard.type('Drive')
  await page.keyboard.press('Enter')
  await button(page, 'Choose “Drive”').click()
  await expect(notice(page, 'Backups are copied to')).toBeVisible()
  await expect(row(app)).toContainText('also in the second place')
  await expect(page.getByText('on the same disk as the workspace')).toBeVisible()
  await expect(button(page, 'Choose another folder…')).toBeFocused()
  expect(await inspect(page)).toEqual([])
  const drive = join(home, 'documents', 'Drive')
  expect(await readdir(join(drive, `${WORKSPACE} backups`))).toHaveLength(1)

  await rename(drive, `${drive} away`)
  await page.reload()
  await expect(page.getByText('The folder cannot be reached now')).toBeVisible()
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByText('Connect the second place of the backups')).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'Open backups').click()
  await button(page, 'Stop copying').click()
  await expect(notice(page, 'Backups are no longer copied')).toBeVisible()
  await expect(button(page, 'Choose a folder…')).toBeVisible()
})

test('a copy that is older than a week is said to be', async ({ app }) => {
  const { page } = app
  await openBackups(app, 1)
  app.choose({ kind: 'chosen', path: app.home })
  await button(page, 'Choose a folder…').click()
  await expect(row(app)).toContainText('also in the second place')
  // Never locked meanwhile, so that it is the age of the copy that is looked at.
  await openSettings(page, 'Security')
  await page.getByLabel('Lock after a time without activity').click()
  await page.getByRole('option', { name: 'Never' }).click()
  await expect(button(page, 'Locks only when asked')).toBeVisible()
  app.passMinutes(8 * 24 * 60)
  await page.getByRole('link', { name: 'Today' }).click()
  await page.reload()
  await expect(page.getByText('Copy the backups to the second place')).toBeVisible()
  await button(page, 'Open backups').click()
  await expect(page.getByText('The last copy is more than a week old')).toBeVisible()
  await button(page, 'Back up now').click()
  await expect(page.getByText('The last copy is more than a week old')).toBeHidden()
})

test('an encrypted copy leaves with a receipt and stands in the list of what left', async ({
  app,
}) => {
  const { page, home } = app
  await openNewWorkspace(page)
  await openSettings(page, 'Backups')
  await button(page, 'Save an encrypted copy…').click()
  await button(page, 'Choose “documents”').click()
  await expect(page.getByText(/^Leadership 2027–28 .*\.tlbackup saved at/)).toBeVisible()
  await expect(button(page, 'Save an encrypted copy…')).toBeFocused()
  expect(await inspect(page)).toEqual([])
  const files = await readdir(join(home, 'documents'))
  const saved = files.find((name) => name.endsWith('.tlbackup')) ?? ''
  await openSettings(page, 'Check and record')
  await expect(page.getByText(saved, { exact: true })).toBeVisible()
  await rm(join(home, 'documents', saved))
})
