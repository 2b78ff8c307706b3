import { commands, COMMAND_IDS } from '../../shared/commands.ts'
import { expect, test } from '../support/window.ts'
import { button, field, goTo, notice, openNewWorkspace, unlock } from './steps.ts'

test.beforeEach(async ({ app }) => openNewWorkspace(app.page).then(() => undefined))

test('F6 goes round the areas of the window', async ({ app }) => {
  const { page } = app
  const visited: (string | null)[] = []
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('F6')
    visited.push(
      await page.evaluate(
        () => document.activeElement?.closest('[role]')?.getAttribute('aria-label') ?? null,
      ),
    )
  }
  expect(new Set(visited)).toEqual(new Set(['Places', 'Workspace bar', 'Content']))
})

test('the first Tab offers to skip to the content', async ({ app }) => {
  const { page } = app
  await page.reload()
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
})

test('F10 opens the menus and the arrow keys go along them', async ({ app }) => {
  const { page } = app
  await page.keyboard.press('F10')
  await expect(button(page, 'File')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menu', { name: 'File' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menu', { name: 'Edit' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Edit')).toBeFocused()
})

test('every command stands in a menu', async ({ app }) => {
  const { page } = app
  const offered: string[] = []
  for (const group of ['File', 'Edit', 'View', 'Help']) {
    await button(page, group).click()
    offered.push(
      ...(await page.getByRole('menuitem').locator('> span:first-of-type').allInnerTexts()),
    )
    await page.keyboard.press('Escape')
  }
  expect(offered.toSorted()).toEqual(
    [...COMMAND_IDS.map((id) => commands[id].words), 'Today', 'Program'].toSorted(),
  )
})

test('the shortcut sheet opens with a question mark, but not out of a field', async ({ app }) => {
  const { page } = app
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await goTo(page, 'Program')
  await field(page, 'Deputy').focus()
  await page.keyboard.press('?')
  await expect(field(page, 'Deputy')).toHaveValue('?')
  await expect(sheet).toBeHidden()
})

test('a shortcut works out of a field, and what was typed is kept', async ({ app }) => {
  const { page } = app
  await goTo(page, 'Program')
  await field(page, 'Deputy').fill('Ines')
  await page.keyboard.press('Control+l')
  await unlock(page)
  await expect(field(page, 'Deputy')).toHaveValue('Ines')
})

test('Ctrl S commits the field and answers that everything is saved', async ({ app }) => {
  const { page } = app
  await goTo(page, 'Program')
  await field(page, 'Deputy').fill('Ines')
  await page.keyboard.press('Control+s')
  await expect(notice(page, 'Everything is already saved')).toBeVisible()
  await expect(field(page, 'Deputy')).toBeFocused()
  await page.reload()
  await expect(field(page, 'Deputy')).toHaveValue('Ines')
})

test('history opens and closes with the focus going there and back', async ({ app }) => {
  const { page } = app
  await page.keyboard.press('Control+Shift+h')
  await expect(page.getByRole('tab', { name: 'Steps' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'History', exact: true })).toBeFocused()
})

test('in the rail the places keep their names', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 900, height: 700 })
  const program = page.getByRole('link', { name: 'Program' })
  await program.hover()
  await expect(page.getByRole('tooltip', { name: 'Program' })).toBeVisible()
})
