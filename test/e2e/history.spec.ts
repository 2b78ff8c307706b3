import { expect, test } from '../support/window.ts'
import {
  addPriorities,
  button,
  expectPriorities,
  field,
  goTo,
  lock,
  makeBackups,
  namesOfPriorities,
  notice,
  openHistory,
  openNewWorkspace,
  openSettings,
  removePriority,
  unlock,
} from './steps.ts'

test('undo and redo go on after the workspace was locked', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  await lock(page)
  await unlock(page)
  await expectPriorities(page, ['Faster delivery', 'Bench strength'])

  await page.locator('#main').focus()
  await page.keyboard.press('Control+z')
  await expectPriorities(page, ['Faster delivery'])
  await expect(notice(page, 'Undone: Added the priority “Bench strength”')).toBeVisible()
  await lock(page)
  await unlock(page)
  await expectPriorities(page, ['Faster delivery'])
  await page.keyboard.press('Control+Shift+z')
  await expectPriorities(page, ['Faster delivery', 'Bench strength'])
})

test('a removed priority comes back from its notice and from the trash', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  await removePriority(page, 'Faster delivery')
  const removed = notice(page, 'Removed the priority “Faster delivery”')
  await removed.getByRole('button', { name: /^Undo/ }).click()
  await expectPriorities(page, ['Faster delivery', 'Bench strength'])

  await removePriority(page, 'Bench strength')
  await expectPriorities(page, ['Faster delivery'])
  const panel = await openHistory(page, 'Trash')
  await expect(panel.getByText(/^Removed .* by Marta\. Kept until/)).toBeVisible()
  await panel.getByRole('button', { name: 'Restore “Bench strength”' }).click()
  await expectPriorities(page, ['Faster delivery', 'Bench strength'])
  await expect(panel.getByText('The trash is empty')).toBeVisible()
  await expect(panel.getByRole('tab', { name: 'Trash' })).toBeFocused()
})

test('an earlier step is taken back alone, and refused where a later one built on it', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  const name = field(page, 'Name of the priority').first()
  const before = await name.inputValue()
  await name.fill('Renamed')
  await page.keyboard.press('Enter')
  const panel = await openHistory(page)
  await panel.getByRole('button', { name: `Take back: Added the priority “${before}”` }).click()
  await expect(
    panel.getByText(/^Not taken back: “Changed the priority “Renamed”” came later/),
  ).toBeVisible()

  const other = before === 'Faster delivery' ? 'Bench strength' : 'Faster delivery'
  await panel.getByRole('button', { name: `Take back: Added the priority “${other}”` }).click()
  await expectPriorities(page, ['Renamed'])
})

test('what is typed in one stay in a field is one step', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  const deputy = field(page, 'Deputy')
  for (const text of ['I', 'In', 'Ines']) {
    await deputy.fill(text)
    await page.keyboard.press('Enter')
  }
  await deputy.blur()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  const panel = await openHistory(page)
  await expect(panel.getByText('Changed the deputy of the program')).toHaveCount(1)
  await panel.getByRole('button', { name: /^Undo/ }).click()
  await expect(deputy).toHaveValue('')
})

test('a weight moved with the arrow keys is one step, and its row stays under the hand', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery', 'Bench strength')
  const [first, second] = await namesOfPriorities(page)
  const slider = page.getByRole('slider', { name: `Weight of “${first}”` })
  await slider.focus()
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key)
  await expect(slider).toBeFocused()
  await expect(slider).toHaveValue('2')
  expect(await namesOfPriorities(page)).toEqual([first, second])

  const panel = await openHistory(page)
  await expect(panel.getByText(`Changed the priority “${first}”`)).toHaveCount(1)
  expect(await namesOfPriorities(page)).toEqual([second, first])
})

test('a long text is saved while the person pauses', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await field(page, 'Purpose').fill('Fewer people leave in their first year')
  const panel = await openHistory(page)
  await expect(panel.getByText('Changed the purpose of the program')).toBeVisible({
    timeout: 6_000,
  })
})

test('an empty name is not saved and says what is kept', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await field(page, 'Name').fill('')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/The program needs a name/)
  await page.keyboard.press('Escape')
  await expect(field(page, 'Name')).toHaveValue('Leadership 2027–28')
})

test('the record is checked and a backup is listed in the settings', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'Check and record')
  await button(page, 'Check the record').click()
  await expect(page.getByText(/^Intact: \d+ lines checked$/)).toBeVisible()
  await makeBackups(page, 1)
  await expect(page.getByRole('cell', { name: 'Checked' })).toBeVisible()
})
