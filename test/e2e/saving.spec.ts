import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBarriers } from '../support/accessibility.ts'
import { expect, test, type AppWindow } from '../support/window.ts'
import { findClipped, findOverflow } from './overflow.ts'
import {
  addPriorities,
  button,
  expectPriorities,
  field,
  goTo,
  notice,
  openNewWorkspace,
  removePriority,
  tabTo,
  WORKSPACE,
} from './steps.ts'

const SENTENCE = `Not saved: another program opened “${WORKSPACE}” meanwhile.`
const REASON = 'Could not save: another program has the workspace'

/** Another program takes the workspace, as on a shared folder; returns how it lets go again. */
function takeOver({ home }: AppWindow): () => void {
  const lock = join(home, 'documents', `${WORKSPACE}.throughline`, 'workspace.lock')
  const ours = readFileSync(lock, 'utf8')
  const note = JSON.parse(ours) as { token: string }
  writeFileSync(lock, JSON.stringify({ ...note, token: 'f'.repeat(note.token.length) }))
  return () => writeFileSync(lock, ours)
}

async function openProgram({ page }: AppWindow): Promise<void> {
  await openNewWorkspace(page)
  await goTo(page, 'Program')
}

test('what could not be saved stays in the field and is saved again with the keyboard', async ({
  app,
}) => {
  const { page } = app
  await openProgram(app)
  const letGo = takeOver(app)
  await field(page, 'Deputy').fill('Ines')
  await page.keyboard.press('Enter')
  await expect(notice(page, SENTENCE)).toBeVisible()
  await expect(page.getByText(REASON)).toBeVisible()
  await expect(field(page, 'Deputy')).toHaveValue('Ines')

  await button(page, 'Retry').focus()
  await page.keyboard.press('Enter')
  await expect(notice(page, SENTENCE)).toHaveCount(1)
  await expect(button(page, 'Retry')).toBeVisible()

  letGo()
  await tabTo(page, button(page, 'Retry'))
  await page.keyboard.press('Enter')
  const saved = page.getByText(/^Saved \d/)
  await expect(saved).toBeVisible()
  await expect(saved.locator('xpath=..')).toBeFocused()
  await expect(notice(page, SENTENCE)).toBeHidden()
  await page.reload()
  await expect(field(page, 'Deputy')).toHaveValue('Ines')
})

test('after a retry the field follows undo again', async ({ app }) => {
  const { page } = app
  await openProgram(app)
  const letGo = takeOver(app)
  // The core keeps no spaces at the ends, so that the text in the file is not the one typed.
  await field(page, 'Deputy').fill('Ines ')
  await page.keyboard.press('Enter')
  await expect(page.getByText(REASON)).toBeVisible()
  letGo()
  await button(page, 'Retry').click()
  await expect(field(page, 'Deputy')).toHaveValue('Ines')
  await page.locator('#main').focus()
  await page.keyboard.press('Control+z')
  await expect(field(page, 'Deputy')).toHaveValue('')
})

test('the newest text of two fields is saved, also after leaving the place', async ({ app }) => {
  const { page } = app
  await openProgram(app)
  const letGo = takeOver(app)
  await field(page, 'Deputy').fill('In')
  await field(page, 'Sponsor').fill('Jo')
  await field(page, 'Deputy').fill('Ines')
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
  await expect(page.getByText(REASON)).toBeVisible()
  letGo()
  await button(page, 'Retry').click()
  await expect(page.getByText(REASON)).toBeHidden()
  await goTo(page, 'Program')
  await expect(field(page, 'Deputy')).toHaveValue('Ines')
  await expect(field(page, 'Sponsor')).toHaveValue('Jo')
})

test('a text that is given up is not saved later', async ({ app }) => {
  const { page } = app
  await openProgram(app)
  const letGo = takeOver(app)
  await field(page, 'Deputy').fill('Ines')
  await page.keyboard.press('Enter')
  await expect(page.getByText(REASON)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field(page, 'Deputy')).toHaveValue('')
  await expect(page.getByText(REASON)).toBeHidden()
  letGo()
})

test('an act that failed is done again by Retry', async ({ app }) => {
  const { page } = app
  await openProgram(app)
  await addPriorities(page, 'Faster delivery')
  const letGo = takeOver(app)
  await removePriority(page, 'Faster delivery')
  await expect(page.getByText(REASON)).toBeVisible()
  await expectPriorities(page, ['Faster delivery'])
  letGo()
  await button(page, 'Retry').click()
  await expectPriorities(page, [])
  await expect(page.getByText(REASON)).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a failing save puts up no barrier in the ${colorScheme} scheme`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openProgram(app)
    takeOver(app)
    await field(page, 'Deputy').fill('Ines')
    await page.keyboard.press('Enter')
    await expect(page.getByText(REASON)).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
  })
}

test.describe('in a window of 320 by 568', () => {
  test.use({ viewport: { width: 320, height: 568 } })

  test('a failing save fits without scrolling sideways', async ({ app }) => {
    const { page } = app
    await openProgram(app)
    takeOver(app)
    await field(page, 'Deputy').fill('Ines')
    await page.keyboard.press('Enter')
    await expect(button(page, 'Retry')).toBeVisible()
    expect([...(await findOverflow(page)), ...(await findClipped(page))]).toEqual([])
  })
})
