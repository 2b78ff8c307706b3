// The pictures in the README, made by the app itself: THROUGHLINE_PICTURES=1 npm run e2e -- pictures
import { test } from '../support/window.ts'
import { addPriorities, goTo, lock, openNewWorkspace } from './steps.ts'

const FOLDER = new URL('../../resources/pictures/', import.meta.url).pathname

test.skip(!process.env['THROUGHLINE_PICTURES'], 'only when the pictures are to be made')
test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 })

test('the README shows the app as it is', async ({ app }) => {
  const { page } = app
  const take = async (name: string) => {
    await page.mouse.move(0, 0)
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${FOLDER}${name}.png` })
  }
  await openNewWorkspace(page, 'Leadership pipeline')
  await take('today')
  await goTo(page, 'Program')
  await addPriorities(page, 'Faster delivery of analytics')
  await page.getByRole('button', { name: 'History' }).click()
  await take('program')
  await lock(page)
  await take('unlock')
})
