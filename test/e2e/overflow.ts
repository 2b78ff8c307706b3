import type { Page } from 'playwright/test'

/** What stands outside the window where no scroll bar of its own reaches it: what nobody could see. */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const isHeld = (element: Element) => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const inside = at.getBoundingClientRect().right <= width + 1
        if (getComputedStyle(at).overflowX !== 'visible' && inside) return true
      }
      return false
    }
    return [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        return box.width > 1 && box.right > width + 1 && !isHeld(element)
      })
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 40)}`)
  })
}

/** Buttons and links whose words are cut off. */
export async function findClipped(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a, h1, h2, h3, label, dt, dd, p')]
      .filter((element) => {
        const isShown = element.checkVisibility() && element.getBoundingClientRect().width > 1
        const cut = element.scrollWidth > element.clientWidth + 2
        const { overflow, display } = getComputedStyle(element)
        return isShown && cut && display !== 'inline' && overflow !== 'visible'
      })
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 40)}`),
  )
}
