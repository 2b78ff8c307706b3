import { expect, test } from '../support/window.ts'
import { button, field, lock, openNewWorkspace, PASSPHRASE, unlock } from './steps.ts'

const NEW_PASSPHRASE = 'nine copper lanterns drift over quiet harbours'

test('the printed page opens the workspace and sets a new passphrase', async ({ app }) => {
  const { page } = app
  const groups = await openNewWorkspace(page)
  await lock(page)
  await button(page, 'Use the recovery kit').click()
  await expect(field(page, 'Group 1')).toBeFocused()
  const printed = groups.map((group, at) => `${at + 1}  ${group.slice(0, 4)} ${group.slice(4)}`)
  await field(page, 'Group 1').evaluate((input, text) => {
    const data = new DataTransfer()
    data.setData('text', text)
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, printed.join('\n'))
  await expect(field(page, 'Group 8')).toHaveValue(groups[7] ?? '')

  await field(page, 'New passphrase').fill(NEW_PASSPHRASE)
  await field(page, 'Type it once more').fill(NEW_PASSPHRASE)
  await button(page, 'Open and set the new passphrase').click()
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()

  await lock(page)
  await unlock(page, PASSPHRASE)
  await expect(page.getByText(/^This passphrase does not open/)).toBeVisible()
  await unlock(page, NEW_PASSPHRASE)
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
})

test('a slip is named by its group while it is typed', async ({ app }) => {
  const { page } = app
  const groups = await openNewWorkspace(page)
  await lock(page)
  await button(page, 'Use the recovery kit').click()
  for (const [at, group] of groups.entries()) await field(page, `Group ${at + 1}`).fill(group)
  const third = groups[2] ?? ''
  const slip = third.slice(0, 3) + (third[3] === 'A' ? 'B' : 'A') + third.slice(4)
  await field(page, 'Group 3').fill(slip)

  await expect(field(page, 'Group 3')).toHaveAccessibleDescription(
    'One sign is not right. Compare this group with the page.',
  )
  await expect(page.getByRole('img', { name: /is right$/ })).toHaveCount(7)
  await field(page, 'New passphrase').fill(NEW_PASSPHRASE)
  await field(page, 'Type it once more').fill(NEW_PASSPHRASE)
  await expect(button(page, 'Open and set the new passphrase')).toBeDisabled()
})

test('the page of another workspace is told apart', async ({ app }) => {
  const { page } = app
  const groups = await openNewWorkspace(page)
  await lock(page)
  await button(page, 'Use the recovery kit').click()
  // Groups in another order are each without a slip and are still not the key.
  const swapped = [groups[1], groups[0], ...groups.slice(2)]
  for (const [at, group] of swapped.entries())
    await field(page, `Group ${at + 1}`).fill(group ?? '')
  await field(page, 'New passphrase').fill(NEW_PASSPHRASE)
  await field(page, 'Type it once more').fill(NEW_PASSPHRASE)
  await button(page, 'Open and set the new passphrase').click()
  await expect(page.getByText(/^This recovery text belongs to another workspace/)).toBeVisible()
  await expect(field(page, 'New passphrase')).toHaveValue('')
})
