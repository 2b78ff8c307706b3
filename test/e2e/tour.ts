// Every state of the window, one after the other: what holds for all of them is checked on this way.
import type { AppWindow } from '../support/window.ts'
import { expect } from '../support/window.ts'
import {
  addPriorities,
  button,
  field,
  goTo,
  groupFields,
  heading,
  lock,
  makeBackups,
  named,
  openBackupMenu,
  OWNER,
  openHistory,
  openSettings,
  PASSPHRASE,
  readGroups,
  removePriority,
  startFrom,
  typeBackGroups,
  unlock,
  WORKSPACE,
} from './steps.ts'

type Visit = (state: string) => Promise<void>

export async function visitAllStates(app: AppWindow, visit: Visit): Promise<void> {
  const groups = await visitFirstRun(app, visit)
  await visitWorkspace(app, visit)
  await visitSettings(app, visit)
  await visitDoor(app, groups, visit)
}

async function visitFirstRun({ page }: AppWindow, visit: Visit): Promise<string[]> {
  await expect(button(page, 'New workspace')).toBeVisible()
  await visit('nothing remembered')
  await button(page, 'New workspace').click()
  await button(page, 'Continue').click()
  await visit('name missing')
  await button(page, 'Change the place…').click()
  await button(page, 'New folder').click()
  await visit('folder browser')
  await button(page, 'Close').click()
  await field(page, 'Name').fill(WORKSPACE)
  await field(page, 'Your name').fill(OWNER)
  await button(page, 'Continue').click()
  await field(page, 'Passphrase').fill('summer2024')
  await expect(page.locator('p[role=status] span').first()).toBeVisible()
  await visit('weak passphrase')
  await button(page, 'Suggest six words').click()
  await expect(button(page, 'Create the workspace')).toBeEnabled()
  await visit('suggested passphrase')
  await field(page, 'Passphrase').fill(PASSPHRASE)
  await button(page, 'Create the workspace').click()
  const groups = await readGroups(page)
  const [first, second] = await groupFields(page)
  await first?.input.fill(groups[first.number - 1] ?? '')
  await second?.input.fill('4CPWN')
  await visit('recovery kit')
  await typeBackGroups(page)
  await expect(heading(page, 'Start from')).toBeVisible()
  await visit('start from')
  await startFrom(page, 'Leadership pipeline')
  return groups
}

async function visitWorkspace({ page }: AppWindow, visit: Visit): Promise<void> {
  await visit('today')
  await page.keyboard.press('F10')
  await page.keyboard.press('Enter')
  await visit('menu open')
  await page.keyboard.press('Escape')
  await page.locator('body').press('?')
  await visit('shortcuts')
  await page.keyboard.press('Escape')
  await button(page, `Workspace: ${WORKSPACE}`).click()
  await visit('workspace menu')
  await page.keyboard.press('Escape')
  await goTo(page, 'Program')
  await button(page, 'Add priority').click()
  await visit('adding a priority')
  await page.keyboard.press('Escape')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  await visit('program')
  await removePriority(page, 'Faster delivery')
  await openHistory(page)
  await visit('history and notice')
  await field(page, 'Search in history').fill('nothing like it')
  await expect(button(page, 'Clear search')).toBeVisible()
  await visit('history filtered to nothing')
  await openHistory(page, 'Trash')
  await visit('trash')
  await button(page, 'Empty the trash…').click()
  await visit('emptying the trash')
  await page.keyboard.press('Escape')
  await expect(button(page, 'Empty the trash…')).toBeFocused()
  await page.keyboard.press('Escape')
}

async function visitSettings({ page }: AppWindow, visit: Visit): Promise<void> {
  await goTo(page, 'Settings')
  await visit('settings')
  await openSettings(page, 'Security')
  await visit('security')
  await button(page, 'Change your passphrase…').click()
  await visit('changing the passphrase')
  await page.keyboard.press('Escape')
  await button(page, 'Change the key…').click()
  await visit('changing the key')
  await page.keyboard.press('Escape')
  await openSettings(page, 'People with a passphrase')
  await visit('people with a passphrase')
  await button(page, 'Add a person…').click()
  await visit('adding a person')
  await page.keyboard.press('Escape')
  await makeBackups(page, 1)
  await visit('backups')
  await openBackupMenu(page)
  await visit('menu of a backup')
  await page.getByRole('menuitem', { name: named('Look inside…') }).click()
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await visit('inside a backup')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: named('Restore…') })
    .click()
  await visit('restoring from the open workspace')
  await page.keyboard.press('Escape')
  await openSettings(page, 'Check and record')
  await button(page, 'Check the record').click()
  await button(page, 'Check the workspace').click()
  await expect(page.getByText(/^⟦?[EÉ][nñ][cç]r[yý]pt[eé]d/)).toBeVisible()
  await visit('check and record')
}

async function visitDoor({ page }: AppWindow, groups: string[], visit: Visit): Promise<void> {
  await lock(page)
  await visit('locked')
  await unlock(page, 'not this one')
  await expect(field(page, 'Passphrase')).toHaveAccessibleDescription(/.+/)
  await visit('wrong passphrase')
  await button(page, 'Use the recovery kit').click()
  await field(page, 'Group 1').fill(groups[0] ?? '')
  await field(page, 'Group 2').fill('0000000I')
  await field(page, 'Group 3').fill('4CPWN')
  await visit('recovery')
  await button(page, 'Back to the passphrase').click()
  await button(page, 'Restore a backup…').click()
  await expect(page.getByRole('radio')).toHaveCount(1)
  await visit('restoring a backup')
  await button(page, 'Restore a backup file…').click()
  await visit('restoring a backup file')
}
