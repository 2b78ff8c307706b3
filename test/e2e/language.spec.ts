import type { Page } from 'playwright/test'
import { expect, test } from '../support/window.ts'
import { OWNER, WORKSPACE } from './steps.ts'
import { visitAllStates } from './tour.ts'

test.use({ locale: 'en-XA' })
test.setTimeout(120_000)

/** Text that is data, a proper name, or written by the date and number formats of the system. */
const NOT_WORDS = [
  new RegExp(WORKSPACE),
  new RegExp(`^${OWNER}$`),
  /^Throughline$/,
  /^(Faster delivery|Bench strength)/,
  /^(Fill leadership roles|New leaders able|Prepare people)/,
  /^[0-9A-Z]{4}$/,
  /^[0-9a-f ]{16,}$/,
  /\.tlbackup$/,
  /throughline-test-|^tmp$|^documents$/,
  /^(\w+day )?\d{1,2} \w+( \d{4})?$/,
  /^[\d.,]+ (byte|kB|MB)$/,
  /^((Ctrl|Alt|Shift|F\d+|Esc|Enter|[^a-z])( |$))+$/,
]

/** Said by the widget library in the language of the region. */
const OF_THE_LIBRARY = [/^Dismiss$/, /^\d+ notifications?\.?$/, /^Notifications?$/]

async function findUnkeyed(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement
      if (holder?.closest('kbd, script, textarea') || !holder?.checkVisibility()) continue
      found.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title'])
        found.push(element.getAttribute(name) ?? '')
    return found
  })
  return texts
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2}/u.test(text) && !text.startsWith('⟦'))
    .filter((text) => ![...NOT_WORDS, ...OF_THE_LIBRARY].some((known) => known.test(text)))
}

test('no state shows a word that is not keyed', async ({ app }) => {
  const unkeyed: string[] = []
  await visitAllStates(app, async (state) => {
    for (const text of await findUnkeyed(app.page)) unkeyed.push(`${state}: ${text}`)
  })
  expect(unkeyed).toEqual([])
})

test('the scan finds a word written into the page', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.locator('main').evaluate((main) => main.append('Plain words'))
  expect(await findUnkeyed(app.page)).toEqual(['Plain words'])
})
