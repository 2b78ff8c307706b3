import type { Page } from 'playwright/test'
import { findBarriers } from '../support/accessibility.ts'
import { findClipped, findOverflow } from './overflow.ts'

const NARROW = { width: 320, height: 568 }
/** A window of 1280 by 800 at 200 %. */
const ZOOMED = { width: 640, height: 400 }

/** All that would keep somebody out of this state: in both schemes, in a narrow window and enlarged. */
export async function inspect(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await findBarriers(page)).map((barrier) => `${colorScheme}: ${barrier}`))
  }
  const before = page.viewportSize()
  for (const size of [NARROW, ZOOMED]) {
    await page.setViewportSize(size)
    const lost = [...(await findOverflow(page)), ...(await findClipped(page))]
    found.push(...lost.map((part) => `${size.width} px: ${part}`))
  }
  if (before) await page.setViewportSize(before)
  return found
}
