// What a person does, in their words: each function is one thing done in the window. Names are found
// in English and in the pseudo-locale alike, so that one tour serves every language run.
import { ACCENTS } from '../../renderer/locales/pseudo.ts'
import type { Locator, Page } from 'playwright/test'
import { expect } from '../support/window.ts'

export const PASSPHRASE = 'seven quiet otters map the northern shelf'
export const WORKSPACE = 'Leadership 2027–28'
export const OWNER = 'Marta'

/** Exactly these words, also when they are lengthened, accented and bracketed. */
export function named(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const either = escaped.replace(/[aeioucny]/g, (sign) => `[${sign}${ACCENTS[sign]}]`)
  return new RegExp(`^⟦?${either}~*⟧?$`)
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name: named(name) })
}

export function field(page: Page, label: string): Locator {
  return page.getByLabel(named(label))
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { name: named(name) })
}

/** With the keyboard alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

export async function nameWorkspace(page: Page, name = WORKSPACE): Promise<void> {
  await button(page, 'New workspace').click()
  await field(page, 'Name').fill(name)
  await field(page, 'Your name').fill(OWNER)
  await button(page, 'Continue').click()
}

/** Leaves the workspace at the recovery step. */
export async function makeWorkspace(page: Page, name = WORKSPACE): Promise<void> {
  await nameWorkspace(page, name)
  await field(page, 'Passphrase').fill(PASSPHRASE)
  await field(page, 'Type it once more').fill(PASSPHRASE)
  await button(page, 'Create the workspace').click()
  await expect(heading(page, 'Keep your recovery kit')).toBeVisible()
}

/** The eight groups as they stand on the page. */
export async function readGroups(page: Page): Promise<string[]> {
  const groups = page.getByRole('region', { name: named('Recovery key') }).getByRole('listitem')
  await expect(groups).toHaveCount(8)
  const texts = await groups.locator('code').allInnerTexts()
  return texts.map((text) => text.replace(/\s/g, ''))
}

/** The fields to type groups into, each with the number of its group. */
export async function groupFields(page: Page) {
  const fields = await page.getByLabel(/^⟦?Gr[oó][uú]p \d~*⟧?$/).all()
  return Promise.all(
    fields.map(async (input) => {
      const label = await input.evaluate((node: HTMLInputElement) => node.labels?.[0]?.textContent)
      return { input, number: Number(label?.replace(/\D/g, '')) }
    }),
  )
}

export async function typeBackGroups(page: Page): Promise<void> {
  const groups = await readGroups(page)
  for (const { input, number } of await groupFields(page))
    await input.fill(groups[number - 1] ?? '')
  await button(page, 'Continue').click()
}

export async function startFrom(page: Page, template: string): Promise<void> {
  await page.getByText(named(template)).click()
  await button(page, 'Open the workspace').click()
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toContainText(OWNER)
}

/** A workspace from nothing to Today; returns its recovery key. */
export async function openNewWorkspace(page: Page, template = 'Empty'): Promise<string[]> {
  await makeWorkspace(page)
  const groups = await readGroups(page)
  await typeBackGroups(page)
  await startFrom(page, template)
  return groups
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l')
  await expect(button(page, 'Unlock')).toBeVisible()
}

/** Waits out the pause that follows wrong passphrases, then types and submits. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await expect(button(page, 'Unlock')).toBeEnabled({ timeout: 30_000 })
  await field(page, 'Passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
}

export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('link', { name: named(place) }).click()
  await expect(page.getByRole('heading', { level: 1, name: named(place) })).toBeVisible()
}

type SettingsPart =
  'Appearance' | 'Security' | 'People with a passphrase' | 'Backups' | 'Check and record'

export async function openSettings(page: Page, part: SettingsPart): Promise<void> {
  await page.getByRole('link', { name: named('Settings') }).click()
  const link = page.getByRole('link', { name: named(part) })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
}

/** Backups as they stand in the list; the first row has the names of the columns. */
export async function makeBackups(page: Page, count: number): Promise<void> {
  await openSettings(page, 'Backups')
  const rows = page.getByRole('table', { name: named('Backups') }).getByRole('row')
  const before = Math.max(0, (await rows.count()) - 1)
  for (let made = 1; made <= count; made += 1) {
    await button(page, 'Back up now').click()
    await expect(rows).toHaveCount(before + made + 1)
  }
}

/** Of the newest, or the one at that place from the top. */
export async function openBackupMenu(page: Page, at = 0): Promise<void> {
  const rows = page.getByRole('table', { name: named('Backups') }).getByRole('row')
  await rows
    .nth(at + 1)
    .getByRole('button')
    .click()
}

export async function addPriorities(page: Page, ...names: readonly string[]): Promise<void> {
  await button(page, 'Add priority').click()
  for (const name of names) {
    await field(page, 'Name of the new priority').fill(name)
    await page.keyboard.press('Enter')
    await expect(field(page, 'Name of the new priority')).toHaveValue('')
  }
  await page.keyboard.press('Escape')
}

export async function removePriority(page: Page, name: string): Promise<void> {
  await button(page, `Remove “${name}”`).click()
}

export function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole('alertdialog').filter({ hasText: text })
}

export async function openHistory(page: Page, tab: 'Steps' | 'Trash' = 'Steps'): Promise<Locator> {
  const panel = page.getByRole('complementary', { name: named('History') })
  if (!(await panel.isVisible())) await button(page, 'History').click()
  await panel.getByRole('tab', { name: named(tab) }).click()
  return panel
}

export async function namesOfPriorities(page: Page): Promise<string[]> {
  const fields = field(page, 'Name of the priority')
  return fields.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
}

export async function expectPriorities(page: Page, names: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await namesOfPriorities(page)).toSorted())
    .toEqual([...names].toSorted())
}
