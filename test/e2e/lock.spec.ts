import { expect, test } from '../support/window.ts'
import { button, field, goTo, heading, lock, openNewWorkspace, unlock, WORKSPACE } from './steps.ts'

test('a locked workspace opens again where it was left', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await lock(page)
  await expect(page.getByText(/^Locked by you, at/)).toBeVisible()
  await expect(field(page, 'Passphrase')).toBeFocused()
  await unlock(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Program' })).toBeVisible()
})

test('a wrong passphrase is cleared and the wait is counted down', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await lock(page)
  const waiting = page.getByRole('button', { name: /^Try again in \d+ second/ })
  do {
    await unlock(page, 'not this one')
    await expect(field(page, 'Passphrase')).toHaveValue('')
    await expect(button(page, 'Unlock').or(waiting)).toBeVisible()
    await expect(page.getByText(/^This passphrase does not open the workspace/)).toBeVisible()
  } while (!(await waiting.isVisible()))
  await expect(waiting).toBeDisabled()
  await expect(button(page, 'Unlock')).toBeEnabled({ timeout: 15_000 })
  await unlock(page)
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
})

test('the passphrase can be shown and pasted, and Caps Lock is pointed out', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await lock(page)
  await field(page, 'Passphrase').fill('pasted words')
  await button(page, 'Show passphrase').click()
  await expect(field(page, 'Passphrase')).toHaveAttribute('type', 'text')
  await field(page, 'Passphrase').evaluate((input) =>
    input.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: true }),
    ),
  )
  await expect(page.getByText('Caps Lock is on')).toBeVisible()
})

test('after ten minutes without activity the workspace locks, says why and keeps what was typed', async ({
  app,
}) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await field(page, 'Purpose').fill('Fewer people leave in their first year')
  app.passMinutes(11)
  await expect(page.getByText(/^Locked after 10 minutes without activity, at/)).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.locator('body')).not.toContainText('Fewer people leave')
  await expect(page.locator('body')).not.toContainText('Marta')

  await unlock(page)
  await expect(field(page, 'Purpose')).toHaveValue('Fewer people leave in their first year')
})

test('a new workspace is begun from an open one, which locks first', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await button(page, `Workspace: ${WORKSPACE}`).click()
  await page.getByRole('menuitem', { name: 'New workspace…' }).click()
  await expect(heading(page, 'Name your program’s workspace')).toBeVisible()
  await button(page, 'Cancel').click()
  await expect(button(page, 'Unlock')).toBeVisible()
})

test('a workspace that was moved is shown as missing and can be located', async ({ app }) => {
  const { page, home } = app
  const { rename } = await import('node:fs/promises')
  await openNewWorkspace(page)
  await lock(page)
  const moved = `${home}/documents/Moved.throughline`
  await rename(`${home}/documents/${WORKSPACE}.throughline`, moved)
  await page.reload()
  await expect(page.getByText('File not found').first()).toBeVisible()
  app.choose({ kind: 'chosen', path: moved })
  await button(page, `Locate ${WORKSPACE}…`).click()
  await expect(heading(page, 'Moved')).toBeVisible()
  await unlock(page)
  await expect(page.getByRole('heading', { name: /^Good/ })).toBeVisible()
})

test('a workspace from elsewhere is found in the folder browser', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await lock(page)
  await button(page, 'Open…').click()
  const folders = page.getByRole('listbox', { name: 'Folders' })
  await folders.getByRole('option', { name: /Leadership/ }).click()
  await expect(field(page, 'Passphrase')).toBeVisible()
})
