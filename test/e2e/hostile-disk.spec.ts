// The disk turns against the workspace while somebody types: one sentence, the text stays where it
// was typed, and Retry saves it once the disk is well again.
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freeze, mountSmallDisk } from '../support/hostile-disk.ts'
import { expect, test, type AppWindow } from '../support/window.ts'
import {
  button,
  field,
  goTo,
  heading,
  lock,
  notice,
  openNewWorkspace,
  openSettings,
  unlock,
  WORKSPACE,
} from './steps.ts'

const documents = ({ home }: AppWindow) => join(home, 'documents')
const folderOf = (app: AppWindow) => join(documents(app), `${WORKSPACE}.throughline`)

async function openProgram({ page }: AppWindow): Promise<void> {
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await field(page, 'Deputy').fill('Ines')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
}

/** Types what cannot be saved, and sees it said once and kept. */
async function typeInVain({ page }: AppWindow, reason: RegExp): Promise<void> {
  await field(page, 'Deputy').fill('Rosa')
  await page.keyboard.press('Enter')
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByRole('alertdialog')).toHaveCount(1)
  await expect(field(page, 'Deputy')).toHaveValue('Rosa')
}

async function retry({ page }: AppWindow): Promise<void> {
  await button(page, 'Retry').click()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await lock(page)
  await unlock(page)
  await expect(field(page, 'Deputy')).toHaveValue('Rosa')
}

test('on a full disk the text is kept, and saved once there is room', async ({ app }) => {
  mkdirSync(documents(app), { recursive: true })
  const disk = mountSmallDisk(documents(app), 8)
  test.skip(!disk, 'nothing may be mounted here')
  try {
    await openProgram(app)
    disk?.fill()
    await typeInVain(app, /^Could not save: the disk is full$/)
    await expect(notice(app.page, 'Could not save: the disk is full.')).toBeVisible()
    await openSettings(app.page, 'Backups')
    await button(app.page, 'Back up now').click()
    const noRoom = notice(app.page, /not enough room on the disk/)
    await expect(noRoom).toBeVisible()
    await noRoom.getByRole('button', { name: 'Dismiss' }).click()
    await goTo(app.page, 'Program')
    disk?.free()
    await retry(app)
  } finally {
    await app.core.close()
    disk?.end()
  }
})

test('in a folder that became read only the text is kept, and saved once it is writable', async ({
  app,
}) => {
  await openProgram(app)
  const thaw = freeze(folderOf(app))
  test.skip(!thaw, 'nothing can be made read only here')
  try {
    await typeInVain(app, /^Could not save: the (folder is read only|disk reported an error)$/)
  } finally {
    thaw?.()
  }
  await retry(app)
})

test('in a folder that was renamed the text is kept, and saved once it is back', async ({
  app,
}) => {
  await openProgram(app)
  renameSync(folderOf(app), `${folderOf(app)}.moved`)
  await typeInVain(app, /^Could not save: /)
  renameSync(`${folderOf(app)}.moved`, folderOf(app))
  await retry(app)
})

test('without its folder the workspace is locked as missing, and a new one can be made', async ({
  app,
}) => {
  const { page } = app
  await openProgram(app)
  rmSync(folderOf(app), { recursive: true })
  await typeInVain(app, /^Could not save: /)
  await page.keyboard.press('Control+l')
  await expect(page.getByText('File not found').first()).toBeVisible()
  await openNewWorkspace(page)
  await expect(
    heading(page, 'Today').or(page.getByRole('heading', { name: /^Good/ })),
  ).toBeVisible()
})
