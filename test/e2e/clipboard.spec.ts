import type { Page } from 'playwright/test'
import { expect, test } from '../support/window.ts'
import { button, field, goTo, lock, makeWorkspace, openNewWorkspace, unlock } from './steps.ts'

const HALF_A_MINUTE = 30_000

function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

async function copyFirstGroup(page: Page): Promise<string> {
  const signs = page.getByRole('listitem').locator('code').first()
  await signs.selectText()
  await page.keyboard.press('ControlOrMeta+C')
  return (await signs.innerText()).replace(/\s/g, '')
}

test('a group of the recovery key leaves the clipboard after half a minute', async ({ app }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install()
  await makeWorkspace(page)
  const group = await copyFirstGroup(page)
  expect((await readClipboard(page)).replace(/\s/g, '')).toBe(group)
  await page.clock.runFor(HALF_A_MINUTE - 1_000)
  expect((await readClipboard(page)).replace(/\s/g, '')).toBe(group)
  await page.clock.runFor(2_000)
  await expect.poll(() => readClipboard(page)).toBe('')
})

test('what was copied later stays, wherever it came from', async ({ app }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install()
  await makeWorkspace(page)
  await copyFirstGroup(page)
  await page.getByRole('heading', { level: 1 }).selectText()
  await page.keyboard.press('ControlOrMeta+C')
  await page.clock.runFor(HALF_A_MINUTE + 1_000)
  expect(await readClipboard(page)).toContain('recovery kit')
})

test('what was being typed into a form is there again after the lock', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await button(page, 'Add priority').click()
  await field(page, 'Name of the new priority').fill('Fill key roles from')
  await lock(page)
  await expect(page.locator('body')).not.toContainText('Fill key roles')
  await unlock(page)
  await expect(field(page, 'Name of the new priority')).toHaveValue('Fill key roles from')
  await field(page, 'Name of the new priority').press('Enter')
  await expect(field(page, 'Name of the new priority')).toHaveValue('')
  await lock(page)
  await unlock(page)
  await expect(page.getByRole('textbox', { name: 'Name of the new priority' })).toHaveCount(0)
})
