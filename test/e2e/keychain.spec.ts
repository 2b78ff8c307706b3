import type { Page } from 'playwright/test'
import { expect, test } from '../support/window.ts'
import { inspect } from './inspect.ts'
import { button, lock, openNewWorkspace, openSettings, PASSPHRASE } from './steps.ts'

/** Stands in for the system's own: what it seals is another text. */
const flip = (bytes: Uint8Array) => Promise.resolve(bytes.map((byte) => byte ^ 0x5a))
const name = 'Open with this computer’s keychain'

async function confirm(page: Page, act: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('Your passphrase', { exact: true }).fill(PASSPHRASE)
  await button(page, act).click()
  await expect(page.getByRole('dialog', { name: act })).toBeHidden()
}

test.describe('where this computer has a keychain', () => {
  test.use({
    ports: { hasKeychain: () => Promise.resolve(true), protectSecret: flip, revealSecret: flip },
  })

  test('it opens the workspace without the passphrase until it is told not to', async ({ app }) => {
    const { page } = app
    await openNewWorkspace(page)
    await openSettings(page, 'Security')
    await page.getByRole('switch', { name }).focus()
    await page.keyboard.press('Space')
    expect(await inspect(page)).toEqual([])
    await confirm(page, 'Use the keychain')
    await expect(page.getByRole('switch', { name })).toBeChecked()
    await expect(page.getByRole('switch', { name })).toBeFocused()

    await lock(page)
    expect(await inspect(page)).toEqual([])
    await button(page, name).click()
    await expect(page.getByRole('switch', { name })).toBeChecked()
    await page.getByText(name).click()
    await confirm(page, 'Stop using the keychain')
    await expect(page.getByRole('switch', { name })).not.toBeChecked()
    await lock(page)
    await expect(button(page, name)).toBeHidden()
  })
})

test('where there is none, none is offered', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await openSettings(page, 'Security')
  await expect(page.getByRole('region', { name: 'Locking' })).toBeVisible()
  await expect(page.getByRole('switch', { name })).toHaveCount(0)
})
