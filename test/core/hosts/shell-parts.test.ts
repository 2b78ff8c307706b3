import { describe, expect, it } from 'vitest'
import { pageHeaders } from '../../../electron/core/page-headers.ts'
import { readPageFiles } from '../../../electron/core/page-files.ts'
import type * as ShellMenu from '../../../electron/shell/menu.ts'
import type * as ShellProtocol from '../../../electron/shell/protocol.ts'
import type * as ShellWindow from '../../../electron/shell/window.ts'
import { COMMAND_IDS } from '../../../shared/commands.ts'
import { loadShell } from '../../support/load-shell.ts'
import { SMALL_PAGE } from '../../support/small-page.ts'

const ORIGIN = 'app://throughline'
const shellWindow = loadShell<typeof ShellWindow>('window')
const shellProtocol = loadShell<typeof ShellProtocol>('protocol')
const shellMenu = loadShell<typeof ShellMenu>('menu')

describe('bounds remembered from another day', () => {
  const here = [{ x: 0, y: 0, width: 1920, height: 1040 }]
  const bounds = { x: 100, y: 50, width: 1280, height: 860, maximized: false }
  const clamp = (change: Partial<typeof bounds>, areas = here) =>
    shellWindow.clampBounds({ ...bounds, ...change }, areas)

  it('are kept where they still fit', () => {
    expect(clamp({})).toEqual({ x: 100, y: 50, width: 1280, height: 860 })
  })
  it('move back when they stick out, and shrink when they are too large', () => {
    expect(clamp({ x: 1500 })).toEqual({ x: 640, y: 50, width: 1280, height: 860 })
    expect(clamp({ width: 4000, height: 3000 })).toEqual({ x: 0, y: 0, width: 1920, height: 1040 })
  })
  it('lose their place when their display is gone', () => {
    expect(clamp({ x: 5000 })).toEqual({ width: 1280, height: 860 })
    expect(shellWindow.clampBounds(null, here)).toEqual({ width: 1280, height: 860 })
  })
})

describe('the files of the page', () => {
  const answer = (url: string, init?: RequestInit) =>
    shellProtocol.answerRequest(readPageFiles(SMALL_PAGE), new Request(url, init))

  it('come with the headers of every host', async () => {
    const reply = answer(`${ORIGIN}/page.js`)
    expect(reply.status).toBe(200)
    expect(Object.fromEntries(reply.headers)).toEqual(pageHeaders('page.js'))
    expect(await reply.text()).toContain('throughlineBridge')
  })

  it.each([
    `${ORIGIN}/../package.json`,
    `${ORIGIN}/%2e%2e/package.json`,
    `${ORIGIN}/page.js?x`,
    'app://other/page.js',
    'https://throughline/page.js',
    `${ORIGIN}/constructor`,
  ])('are all there is: %s is not found', (url) => {
    expect(answer(url).status).toBe(404)
  })

  it('are only read', () => {
    expect(answer(`${ORIGIN}/page.js`, { method: 'POST' }).status).toBe(404)
  })
})

describe('the native menu', () => {
  it('offers exactly the places and the commands, and tells the page which was chosen', () => {
    const chosen: string[] = []
    const choose = (id: string) => chosen.push(id)
    const menu = shellMenu.describeMenu({ choose, places: PLACES, isMac: false })
    const items = menu.flatMap(({ submenu }) => submenu as StandInItem[])
    for (const item of items) item.click?.()
    const everything = [...PLACES.map(({ id }) => id), ...COMMAND_IDS]
    expect(items.flatMap(({ id }) => id ?? []).toSorted()).toEqual(everything.toSorted())
    expect(chosen.toSorted()).toEqual(everything.toSorted())
    const view = menu.find(({ label }) => label === 'View')?.submenu as StandInItem[]
    expect(view.slice(0, 2).map(({ label }) => label)).toEqual(['Today', 'Program'])
  })

  it('leaves the keys to the page, which knows what is being typed', () => {
    const menu = shellMenu.describeMenu({ choose: () => {}, places: PLACES, isMac: true })
    const items = menu.flatMap(({ submenu }) => (submenu ?? []) as StandInItem[])
    const keyed = items.filter(({ accelerator }) => accelerator)
    expect(keyed.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true)
  })
})

const PLACES = [
  { id: '/today', words: 'Today', key: 'Alt+1' },
  { id: '/program', words: 'Program', key: 'Alt+2' },
] as const

interface StandInItem {
  readonly label?: string
  readonly id?: string
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly click?: () => void
}
