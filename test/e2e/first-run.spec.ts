import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/window.ts'
import { inspect } from './inspect.ts'
import {
  button,
  field,
  groupFields,
  heading,
  makeWorkspace,
  nameWorkspace,
  notice,
  openNewWorkspace,
  openSettings,
  PASSPHRASE,
  readGroups,
  startFrom,
  tabTo,
  typeBackGroups,
  unlock,
  WORKSPACE,
} from './steps.ts'

test('a workspace is made from nothing to Today with the keyboard alone', async ({ app }) => {
  const { page } = app
  await expect(button(page, 'New workspace')).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(field(page, 'Name')).toBeFocused()
  await page.keyboard.type(WORKSPACE)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Marta')
  await page.keyboard.press('Enter')

  await expect(field(page, 'Passphrase')).toBeFocused()
  await page.keyboard.type(PASSPHRASE)
  await expect(page.getByText('Very strong')).toBeVisible()
  await tabTo(page, field(page, 'Type it once more'))
  await page.keyboard.type(PASSPHRASE)
  await expect(button(page, 'Create the workspace')).toBeEnabled()
  await page.keyboard.press('Enter')

  await expect(heading(page, 'Keep your recovery kit')).toBeFocused()
  const groups = await readGroups(page)
  for (const { input, number } of await groupFields(page)) {
    const group = groups[number - 1] ?? ''
    await tabTo(page, input)
    await page.keyboard.type(group.slice(0, 5))
    await expect(page.getByText('3 signs to go')).toBeVisible()
    await page.keyboard.type(group.slice(5).toLowerCase())
    await expect(page.getByRole('img', { name: `Group ${number} is right` })).toBeVisible()
  }
  await page.keyboard.press('Enter')

  await expect(page.getByRole('radio', { name: /Leadership pipeline/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: /^Good .*, Marta$/ })).toBeVisible()
  await expect(page.getByText('Started from the template “Onboarding”')).toBeVisible()
  expect(await readdir(join(app.home, 'documents'))).toEqual([`${WORKSPACE}.throughline`])
})

test('what speaks against a place is said where it is chosen, and again with the check', async ({
  app,
}) => {
  const { page, home } = app
  const synced = join(home, 'Synced')
  await mkdir(join(synced, '.stfolder'), { recursive: true })
  await button(page, 'New workspace').click()
  await field(page, 'Name').fill(WORKSPACE)
  await field(page, 'Your name').fill('Marta')
  app.choose({ kind: 'chosen', path: synced })
  await button(page, 'Change the place…').click()
  const warning = page.getByText(/^This folder is synchronised by Syncthing/)
  await expect(warning).toBeVisible()
  expect(await inspect(page)).toEqual([])
  await button(page, 'Continue').click()
  await field(page, 'Passphrase').fill(PASSPHRASE)
  await field(page, 'Type it once more').fill(PASSPHRASE)
  await button(page, 'Create the workspace').click()
  await typeBackGroups(page)
  await startFrom(page, 'Empty')
  await openSettings(page, 'Check and record')
  await expect(warning).toBeVisible()
  expect(await inspect(page)).toEqual([])
})

test('a weak passphrase is refused with what to do, and six words are offered', async ({ app }) => {
  const { page } = app
  await nameWorkspace(page)
  await field(page, 'Passphrase').fill('Leadership2027')
  await field(page, 'Type it once more').fill('Leadership2027')
  await expect(page.getByText('Use four or more words that do not belong together.')).toBeVisible()
  await expect(button(page, 'Create the workspace')).toBeDisabled()

  await button(page, 'Suggest six words').click()
  await expect(page.getByText('Very strong')).toBeVisible()
  await expect(field(page, 'Passphrase')).toHaveValue(/^\w+( \w+){5}$/)
  await expect(button(page, 'Create the workspace')).toBeEnabled()
})

test('finishing later locks the workspace, and unlocking comes back to the recovery kit', async ({
  app,
}) => {
  const { page } = app
  await makeWorkspace(page)
  await button(page, 'Finish later').click()
  await expect(heading(page, WORKSPACE)).toBeVisible()

  await unlock(page)
  await expect(heading(page, 'Keep your recovery kit')).toBeVisible()
  await typeBackGroups(page)
  await expect(heading(page, 'Start from')).toBeVisible()
})

test('a group of another place on the page does not pass as the one asked for', async ({ app }) => {
  const { page } = app
  await makeWorkspace(page)
  const groups = await readGroups(page)
  const [first] = await groupFields(page)
  const other = groups[(first?.number ?? 1) % 8] ?? ''
  await first?.input.fill(other)
  await expect(
    page.getByText(`This is not what stands at ${first?.number} on the page.`),
  ).toBeVisible()
  await expect(button(page, 'Continue')).toBeDisabled()
})

test('the recovery kit is saved as one tagged page through the folder browser', async ({ app }) => {
  const { page } = app
  await makeWorkspace(page)
  const groups = await readGroups(page)
  await button(page, 'Save as PDF').click()
  await button(page, 'New folder').click()
  await page.keyboard.type('Safe place')
  await page.keyboard.press('Enter')
  await button(page, 'Choose “Safe place”').click()
  await expect(page.getByText(/recovery kit\.pdf saved at/)).toBeVisible()

  const folder = join(app.home, 'documents', 'Safe place')
  const [file] = await readdir(folder)
  const pdf = (await readFile(join(folder, file ?? ''))).toString('latin1')
  expect(file).toBe(`${WORKSPACE} – recovery kit.pdf`)
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(pdf).toContain('/StructTreeRoot')
  expect(pdf).not.toContain(groups[0])
})

test('Today counts only what is really in the workspace', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await expect(page.getByText('2 of 7 done')).toBeVisible()
  await button(page, 'Back up now').click()
  await expect(page.getByText('3 of 7 done')).toBeVisible()
})

test('printing shows the one page and nothing of the window', async ({ app }) => {
  const { page } = app
  await makeWorkspace(page)
  const groups = await readGroups(page)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const sheet = page.getByRole('article')
  await expect(sheet.getByRole('heading', { name: 'Recovery kit' })).toBeVisible()
  await expect(sheet.getByRole('listitem').first()).toContainText((groups[0] ?? '').slice(0, 4))
  await expect(button(page, 'Print one page')).toBeHidden()
  await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(sheet).toHaveCSS('color', 'rgb(0, 0, 0)')
})

test.describe('where the PDF cannot be made', () => {
  test.use({ ports: { pdf: () => Promise.reject(new Error('no printer')) } })

  test('the notice says so, what to do, and stays', async ({ app }) => {
    const { page } = app
    await makeWorkspace(page)
    app.choose({ kind: 'chosen', path: join(app.home, 'kit.pdf') })
    await button(page, 'Save as PDF').click()
    const failed = notice(page, 'The PDF could not be made. Nothing was written.')
    await expect(failed).toBeVisible()
    await page.waitForTimeout(9_000)
    await expect(failed).toBeVisible()
    await failed.getByRole('button', { name: 'Dismiss' }).click()
    await expect(failed).toBeHidden()
  })
})
