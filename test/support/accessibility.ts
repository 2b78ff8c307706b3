import type * as AxeCore from 'axe-core'
import axe from 'axe-core'
import type { Page } from 'playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong on the page as it is now: one line per rule and element. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof AxeCore }
    // What the widget library reads aloud names its button by reference, for seven seconds, also where
    // one has gone on and the button with it: it was read by then.
    const page = { exclude: [['[data-live-announcer]']] }
    const { violations } = await axe.run(page, { runOnly: { type: 'tag', values: rules } })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }, RULES)
}
