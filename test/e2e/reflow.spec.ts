import type { AppWindow } from '../support/window.ts'
import { expect, test } from '../support/window.ts'
import { findClipped, findOverflow } from './overflow.ts'
import { button, goTo, openNewWorkspace } from './steps.ts'
import { visitAllStates } from './tour.ts'

test.setTimeout(120_000)

async function findUnreachable(app: AppWindow): Promise<string[]> {
  const found: string[] = []
  await visitAllStates(app, async (state) => {
    const lost = [...(await findOverflow(app.page)), ...(await findClipped(app.page))]
    for (const part of lost) found.push(`${state}: ${part}`)
  })
  return found
}

test.describe('in a window of 320 by 568', () => {
  test.use({ viewport: { width: 320, height: 568 } })

  test('every state fits without scrolling sideways', async ({ app }) => {
    expect(await findUnreachable(app)).toEqual([])
  })

  test('the search for what does not fit finds a part that is too wide', async ({ app }) => {
    await app.page.evaluate(() => {
      const wide = document.createElement('p')
      wide.textContent = 'too wide'
      wide.style.setProperty('width', '900px')
      document.body.append(wide)
    })
    expect(await findOverflow(app.page)).toEqual(['P: too wide'])
  })
})

test.describe('at 200 % zoom of a small window', () => {
  test.use({ viewport: { width: 640, height: 400 } })

  test('every state fits without scrolling sideways', async ({ app }) => {
    expect(await findUnreachable(app)).toEqual([])
  })
})

test('text at 200 % stays inside the window', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page, 'Leadership pipeline')
  await goTo(page, 'Settings')
  await page.getByLabel('Text size').click()
  await page.getByRole('option', { name: '200 %' }).click()
  await expect(page.locator('html')).toHaveCSS('font-size', '32px')
  const lost = await findOverflow(page)
  for (const place of ['Program', 'Today']) {
    await pressPlace(page, place)
    lost.push(...(await findOverflow(page)))
  }
  expect(lost).toEqual([])
})

async function pressPlace(page: AppWindow['page'], place: string): Promise<void> {
  await page.keyboard.press(place === 'Today' ? 'Alt+1' : 'Alt+2')
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
}

test('in forced colours every button and field keeps an edge', async ({ app }) => {
  const { page } = app
  await page.emulateMedia({ forcedColors: 'active' })
  await openNewWorkspace(page, 'Leadership pipeline')
  await goTo(page, 'Program')
  const bare = await page.locator('input:not([type=range]), textarea').evaluateAll((fields) =>
    fields
      .map((input) => (input instanceof HTMLTextAreaElement ? input : input.parentElement))
      .filter((box) => box && getComputedStyle(box).borderTopWidth === '0px')
      .map((box) => box?.outerHTML.slice(0, 60)),
  )
  expect(bare).toEqual([])
  await expect(button(page, 'Add priority')).toHaveCSS('border-top-style', 'solid')
})
