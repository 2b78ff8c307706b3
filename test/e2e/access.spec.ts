import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { expect, test } from '../support/window.ts'
import { inspect } from './inspect.ts'
import {
  button,
  field,
  goTo,
  heading,
  lock,
  makeBackups,
  notice,
  OWNER,
  openNewWorkspace,
  openSettings,
  PASSPHRASE,
  readGroups,
  tabTo,
  typeBackGroups,
  unlock,
  WORKSPACE,
} from './steps.ts'

test.setTimeout(120_000)

const HERS = 'five patient herons cross the silver delta'
const NEW = 'nine humble lanterns guard the mossy gate'

function person(page: Page, name: string) {
  const list = page.getByRole('list', { name: 'People with a passphrase' })
  return list.getByRole('listitem').filter({ hasText: name })
}

function own(page: Page, label = 'Your passphrase') {
  return page.getByRole('dialog').getByLabel(label, { exact: true })
}

async function addInes(page: Page): Promise<void> {
  await openSettings(page, 'People with a passphrase')
  await button(page, 'Add a person…').click()
  await field(page, 'Name').fill('Ines')
  await field(page, 'Their first passphrase').fill(HERS)
  await field(page, 'Type it once more').fill(HERS)
  await own(page, 'Your own passphrase').fill(PASSPHRASE)
  await button(page, 'Add Ines').click()
  await expect(person(page, 'Ines')).toContainText('Coordinator')
}

async function expectOpen(page: Page, name = OWNER): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(WORKSPACE)
  await page.keyboard.press('Alt+1')
  await expect(
    page.getByRole('heading', { level: 1, name: new RegExp(`, ${name}$`) }),
  ).toBeVisible()
}

test('a coordinator gets a passphrase with the keyboard alone, and it opens the workspace', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'People with a passphrase')
  await tabTo(page, button(page, 'Add a person…'))
  await page.keyboard.press('Enter')
  await expect(field(page, 'Name')).toBeFocused()
  await page.keyboard.type('Ines')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('radio', { name: /^Coordinator/ })).toBeFocused()
  await tabTo(page, button(page, 'Suggest six words'))
  await page.keyboard.press('Enter')
  await expect(field(page, 'Their first passphrase')).toHaveValue(/^\w+( \w+){5}$/)
  const words = await field(page, 'Their first passphrase').inputValue()
  await tabTo(page, own(page, 'Your own passphrase'))
  await page.keyboard.type(PASSPHRASE)
  await expect(button(page, 'Add Ines')).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(person(page, 'Ines')).toContainText('Coordinator')
  await expect(button(page, 'Add a person…')).toBeFocused()

  await lock(page)
  await unlock(page, words)
  await expect(person(page, 'Ines')).toContainText('(you)')
  await expectOpen(page, 'Ines')
})

test('a coordinator sees who may open the workspace and changes nothing of it', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await makeBackups(page, 1)
  await addInes(page)
  await lock(page)
  await unlock(page, HERS)
  await expect(page.getByText(/Only an owner can give somebody a passphrase/)).toBeVisible()
  await expect(button(page, 'Add a person…')).toBeHidden()
  await expect(page.getByRole('button', { name: /^Take the passphrase/ })).toHaveCount(0)
  expect(await inspect(page)).toEqual([])

  await openSettings(page, 'Security')
  await expect(page.getByText('Only an owner can print the recovery kit')).toBeVisible()
  await expect(button(page, 'Change the key…')).toBeHidden()
  await openSettings(page, 'Backups')
  await expect(page.getByText('Only an owner can save a copy')).toBeVisible()
  await page.getByRole('row').last().getByRole('button').click()
  await expect(page.getByRole('menuitem', { name: 'Restore…' })).toBeDisabled()
})

test('a passphrase that is taken away opens nothing any more', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await addInes(page)
  await button(page, 'Take the passphrase of Ines away…').click()
  expect(await inspect(page)).toEqual([])
  await own(page).fill('not mine at all')
  await button(page, 'Take away from Ines').click()
  await expect(own(page)).toHaveAccessibleDescription(/^This is not your passphrase/)
  await expect(own(page)).toBeFocused()
  await expect(own(page)).toHaveValue('')
  await page.keyboard.type(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(person(page, 'Ines')).toHaveCount(0)
  await expect(notice(page, 'The passphrase of Ines opens nothing here any more')).toBeVisible()

  await lock(page)
  await unlock(page, HERS)
  await expect(page.getByText(/^This passphrase does not open/)).toBeVisible()
})

test('a second person of the same name is refused beside the name', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'People with a passphrase')
  await button(page, 'Add a person…').click()
  await field(page, 'Name').fill(` ${OWNER.toUpperCase()}`)
  await button(page, 'Suggest six words').click()
  await own(page, 'Your own passphrase').fill(PASSPHRASE)
  await button(page, `Add ${OWNER.toUpperCase()}`).click()
  await expect(field(page, 'Name')).toHaveAccessibleDescription(
    /^There is already a passphrase for/,
  )
})

test('a changed passphrase opens, and the one before does not', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'Security')
  await button(page, 'Change your passphrase…').click()
  await expect(own(page, 'Present passphrase')).toBeFocused()
  await page.keyboard.type(PASSPHRASE)
  await field(page, 'New passphrase').fill(NEW)
  await field(page, 'Type it once more').fill(NEW)
  await expect(button(page, 'Change the passphrase')).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(notice(page, 'Your passphrase was changed')).toBeVisible()
  await expect(button(page, 'Change your passphrase…')).toBeFocused()

  await lock(page)
  await unlock(page, PASSPHRASE)
  await expect(page.getByText(/^This passphrase does not open/)).toBeVisible()
  await unlock(page, NEW)
  await expectOpen(page)
})

test('a new key names who lost access, and its kit replaces the old page', async ({ app }) => {
  const { page } = app
  const oldGroups = await openNewWorkspace(page)
  await makeBackups(page, 2)
  await addInes(page)
  await openSettings(page, 'Security')
  await button(page, 'Change the key…').click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(['Ines'])
  await own(page).fill(PASSPHRASE)
  await button(page, 'Change the key').click()
  const result = page.getByRole('dialog', { name: 'The workspace has a new key' })
  await expect(result).toContainText('2 backups were encrypted again')
  await expect(result.getByRole('listitem')).toHaveText(['Ines'])
  await expect(button(page, 'Print the new recovery kit')).toBeFocused()
  expect(await inspect(page)).toEqual([])
  await page.keyboard.press('Enter')

  const groups = await readGroups(page)
  expect(groups).not.toEqual(oldGroups)
  expect(await inspect(page)).toEqual([])
  await typeBackGroups(page)
  await expect(notice(page, 'The recovery kit is confirmed')).toBeVisible()
  await openSettings(page, 'People with a passphrase')
  await expect(person(page, 'Ines')).toHaveCount(0)

  await lock(page)
  await button(page, 'Use the recovery kit').click()
  for (const [at, group] of oldGroups.entries()) await field(page, `Group ${at + 1}`).fill(group)
  await field(page, 'New passphrase').fill(NEW)
  await field(page, 'Type it once more').fill(NEW)
  await button(page, 'Open and set the new passphrase').click()
  await expect(page.getByRole('alert')).toContainText('from before the key of the workspace')
})

test('stopping while backups are encrypted again keeps the new key and names what is left', async ({
  app,
}) => {
  const { page, home } = app
  await openNewWorkspace(page)
  await makeBackups(page, 1)
  // So many that there is time to stop.
  const folder = join(home, 'documents', `${WORKSPACE}.throughline`, 'backups')
  const [file = ''] = await readdir(folder)
  for (let day = 10; day < 40; day += 1)
    await copyFile(join(folder, file), join(folder, file.replace(/^\d{4}/, `20${day}`)))
  await openSettings(page, 'Security')
  await button(page, 'Change the key…').click()
  await own(page).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^The key is changed\. Backups are encrypted again/)).toBeVisible()
  await expect(page.getByText(/^\d+ of 30$/)).toBeVisible()
  await button(page, 'Cancel').click()
  const result = page.getByRole('dialog', { name: 'The workspace has a new key' })
  await expect(result.getByText('These backups could not be encrypted again.')).toBeVisible()
  await expect(result.getByRole('listitem').first()).toContainText('.tlbackup')
  expect(await inspect(page)).toEqual([])
  await button(page, 'Later').click()
  await openSettings(page, 'Backups')
  await expect(
    page.getByText('Only what opened it before the key was changed').first(),
  ).toBeVisible()
})

test('a kit left for later waits on Today and in the settings, and prints one page', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'Security')
  await button(page, 'Change the key…').click()
  await own(page).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await button(page, 'Later').click()
  await expect(button(page, 'Print the recovery kit')).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(heading(page, 'Print the new recovery kit')).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'Print it').click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('article').getByRole('listitem').first()).toBeVisible()
  await expect(button(page, 'Print one page')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await typeBackGroups(page)
  await goTo(page, 'Settings')
  await openSettings(page, 'Security')
  await expect(page.getByText('The recovery kit is printed and confirmed')).toBeVisible()
})
