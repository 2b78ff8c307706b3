import { findBarriers } from '../support/accessibility.ts'
import { expect, test } from '../support/window.ts'
import { visitAllStates } from './tour.ts'

test.setTimeout(120_000)

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test('no state of the window puts up a barrier', async ({ app }) => {
      const barriers: string[] = []
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await visitAllStates(app, async (state) => {
        for (const barrier of await findBarriers(app.page)) barriers.push(`${state}: ${barrier}`)
      })
      expect(barriers).toEqual([])
    })
  })
}

test('the search for barriers finds a field without a name', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.locator('main').evaluate((main) => main.append(document.createElement('input')))
  expect(await findBarriers(app.page)).toContainEqual(expect.stringMatching(/^label: <input/))
})

test('nothing moves for people who asked for no motion', async ({ app }) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  const slowest = await app.page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((element) =>
        Number.parseFloat(getComputedStyle(element).transitionDuration),
      ),
    ),
  )
  expect(slowest).toBe(0)
})
