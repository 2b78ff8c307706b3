import { findBarriers } from '../support/accessibility.ts'
import { SMALL_PAGE, type SmallPage } from '../support/small-page.ts'
import { expect, test } from '../support/window.ts'

test('the start page comes up without a barrier, an error or a broken policy', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await findBarriers(app.page)).toEqual([])
})

test.describe('a window of tests', () => {
  test.use({ pageFolder: SMALL_PAGE })

  test('carries a question to the real core and the answer back', async ({ app }) => {
    const answer = await app.page.evaluate(async () => {
      const page = globalThis as unknown as SmallPage
      page.heard.length = 0
      page.say(JSON.stringify({ id: 7, operation: 'workspace.state' }))
      while (page.heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      return JSON.parse(page.heard[0] ?? '') as unknown
    })
    expect(answer).toEqual({ id: 7, reply: { ok: true, value: { kind: 'closed' } } })
  })

  test('notices a broken policy, a foreign request and an error', async ({ app }) => {
    app.expectTrouble()
    await app.page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))
      console.error('something went wrong')
      const link = Object.assign(document.createElement('a'), { href: 'https://example.org/' })
      link.click()
    })
    // The three arrive by three ways, in any order.
    await expect.poll(() => app.foreign).toEqual(['https://example.org/'])
    await expect.poll(() => app.violations).toEqual(['img-src https://example.org/a.png '])
    await expect.poll(() => app.errors).toContain('something went wrong')
  })

  test('is told when the core dies, and talks to a fresh one', async ({ app }) => {
    const heard = () => app.page.evaluate(() => (globalThis as unknown as SmallPage).heard)
    const ask = (id: number) =>
      app.page.evaluate(
        (text) => (globalThis as unknown as SmallPage).say(text),
        JSON.stringify({ id, operation: 'workspace.state' }),
      )
    const answer = (id: number) =>
      JSON.stringify({ id, reply: { ok: true, value: { kind: 'closed' } } })
    await ask(1)
    await expect.poll(heard).toContain(answer(1))
    app.core.kill()
    const stopped = JSON.stringify({ event: { kind: 'locked', reason: 'core-stopped' } })
    await expect.poll(heard).toContain(stopped)
    await ask(2)
    await expect.poll(heard).toContain(answer(2))
  })
})
