import { copyFile, readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { findBarriers } from '../support/accessibility.ts'
import { expect, test, type AppWindow } from '../support/window.ts'
import { findClipped, findOverflow } from './overflow.ts'
import {
  button,
  makeBackups,
  notice,
  openNewWorkspace,
  openSettings,
  tabTo,
  WORKSPACE,
} from './steps.ts'

async function openCheck({ page }: AppWindow, backups = 0): Promise<void> {
  await openNewWorkspace(page)
  if (backups > 0) await makeBackups(page, backups)
  await openSettings(page, 'Check and record')
}

async function findBackup({ home }: AppWindow): Promise<{ folder: string; file: string }> {
  const folder = join(home, 'documents', `${WORKSPACE}.throughline`, 'backups')
  const file = (await readdir(folder)).findLast((name) => name.endsWith('.tlbackup')) ?? ''
  return { folder, file }
}

/** Cuts the newest backup short, as a full disk or a broken copy would. */
async function cutBackup(app: AppWindow): Promise<string> {
  const { folder, file } = await findBackup(app)
  await truncate(join(folder, file), 100)
  return file
}

test('a sound workspace is said to be sound, with the keyboard alone', async ({ app }) => {
  const { page } = app
  await openCheck(app, 1)
  await tabTo(page, button(page, 'Check the workspace'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Encrypted on disk')).toBeVisible()
  await expect(page.getByText(/^Record intact with \d+ lines$/)).toBeVisible()
  await expect(page.getByText(/^1 backup, made on \d+ \w+ \d{4}$/)).toBeVisible()
  await expect(button(page, 'Check the workspace')).toBeFocused()
})

test('without a backup the check says what to do', async ({ app }) => {
  const { page } = app
  await openCheck(app)
  await button(page, 'Check the workspace').click()
  await expect(page.getByText('No backups yet. Make one, best on another disk.')).toBeVisible()
})

test('a damaged backup is named with what to do', async ({ app }) => {
  const { page } = app
  await openCheck(app, 1)
  const file = await cutBackup(app)
  await button(page, 'Check the workspace').click()
  const problem = `The backup “${file}” is cut short or is not a backup. Make a new one.`
  await expect(page.getByText(problem)).toBeVisible()
})

test('a check that is stopped says so and gives the focus back', async ({ app }) => {
  const { page } = app
  await openCheck(app, 1)
  // So many that there is time to stop.
  const { folder, file } = await findBackup(app)
  for (let day = 10; day < 40; day += 1)
    await copyFile(join(folder, file), join(folder, file.replace(/^\d{4}/, `20${day}`)))
  await button(page, 'Check the workspace').focus()
  await page.keyboard.press('Enter')
  await tabTo(page, button(page, 'Cancel'))
  await page.keyboard.press('Enter')
  await expect(notice(page, 'The check was stopped. Nothing was changed.')).toBeVisible()
  await expect(button(page, 'Check the workspace')).toBeFocused()
  await expect(page.getByText('Encrypted on disk')).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what a check found puts up no barrier in the ${colorScheme} scheme`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openCheck(app, 1)
    await cutBackup(app)
    await button(page, 'Check the workspace').click()
    expect(await findBarriers(page)).toEqual([])
    await expect(page.getByText('Encrypted on disk')).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
  })
}

test.describe('in a window of 320 by 568', () => {
  test.use({ viewport: { width: 320, height: 568 } })

  test('what a check found fits without scrolling sideways', async ({ app }) => {
    const { page } = app
    await openCheck(app, 1)
    await cutBackup(app)
    await button(page, 'Check the workspace').click()
    await expect(page.getByText('Encrypted on disk')).toBeVisible()
    expect([...(await findOverflow(page)), ...(await findClipped(page))]).toEqual([])
  })
})
