import type { Page } from 'playwright/test'
import { findBarriers } from '../support/accessibility.ts'
import { expect, test } from '../support/window.ts'
import { findClipped, findOverflow } from './overflow.ts'
import {
  addPriorities,
  button,
  field,
  goTo,
  notice,
  openHistory,
  openNewWorkspace,
  removePriority,
  tabTo,
} from './steps.ts'

async function removeSome(page: Page, ...names: readonly string[]): Promise<void> {
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, ...names)
  for (const name of names) await removePriority(page, name)
}

test('one item is deleted for good with the keyboard alone, and Undo says where it stops', async ({
  app,
}) => {
  const { page } = app
  await removeSome(page, 'Faster delivery', 'Bench strength')
  const panel = await openHistory(page, 'Trash')
  await tabTo(page, panel.getByRole('button', { name: 'Delete for good… “Bench strength”' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Delete “Bench strength” for good' })
  await expect(field(page, 'Type “1 item” to delete')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This is not “1 item”. Nothing was deleted.')).toBeVisible()
  await page.keyboard.type('1 Item ')
  await expect(dialog.getByRole('button', { name: 'Delete 1 item for good' })).toBeEnabled()
  await page.keyboard.press('Enter')

  await expect(dialog).toBeHidden()
  await expect(notice(page, '1 item was deleted for good')).toBeVisible()
  await expect(panel.getByText('Bench strength')).toBeHidden()
  await expect(
    panel.getByRole('button', { name: 'Delete for good… “Faster delivery”' }),
  ).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(
    notice(page, 'Undo stops at “Emptied the trash: 1”: that cannot be taken back.'),
  ).toBeVisible()
})

test('the whole trash is emptied, and what is kept stays', async ({ app }) => {
  const { page } = app
  await removeSome(page, 'Faster delivery', 'Bench strength')
  const panel = await openHistory(page, 'Trash')
  await button(page, 'Empty the trash…').click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 items for good' })
  await expect(dialog.getByRole('button', { name: 'Delete 2 items for good' })).toBeDisabled()
  await expect(notice(page, 'Removed the priority')).toBeHidden()
  await dialog.getByRole('button', { name: 'Keep in the trash' }).click()
  await expect(button(page, 'Empty the trash…')).toBeFocused()
  await expect(panel.getByRole('listitem')).toHaveCount(2)

  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(panel).toBeVisible()
  await expect(button(page, 'Empty the trash…')).toBeFocused()

  await page.keyboard.press('Enter')
  await page.keyboard.type('2 items')
  await dialog.getByRole('button', { name: 'Delete 2 items for good' }).click()
  await expect(panel.getByText('The trash is empty')).toBeVisible()
  await expect(notice(page, '2 items were deleted for good')).toBeVisible()
  await expect(panel.getByRole('tab', { name: 'Trash' })).toBeFocused()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`deleting for good puts up no barrier in the ${colorScheme} scheme`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await removeSome(page, 'Faster delivery')
    await openHistory(page, 'Trash')
    expect(await findBarriers(page)).toEqual([])
    await button(page, 'Empty the trash…').click()
    await page.keyboard.type('all')
    await page.keyboard.press('Enter')
    expect(await findBarriers(page)).toEqual([])
    await field(page, 'Type “1 item” to delete').fill('1 item')
    expect(await findBarriers(page)).toEqual([])
  })
}

test.describe('in a window of 320 by 568', () => {
  test.use({ viewport: { width: 320, height: 568 } })

  test('the trash and its dialog fit without scrolling sideways', async ({ app }) => {
    const { page } = app
    await removeSome(page, 'Faster delivery of what the board asked for')
    await openHistory(page, 'Trash')
    const lost = [...(await findOverflow(page)), ...(await findClipped(page))]
    await button(page, 'Empty the trash…').click()
    lost.push(...(await findOverflow(page)), ...(await findClipped(page)))
    expect(lost).toEqual([])
  })
})
