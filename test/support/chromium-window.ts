// The Chromium window without a display: for tests of the host itself.
import { onTestFinished } from 'vitest'
import { findBrowser } from '../../electron/chromium/find.mjs'
import { openWindow, type ChromiumWindow } from '../../electron/chromium/window.ts'
import { readPageFiles } from '../../electron/core/page-files.ts'
import type { Sender } from '../../electron/core/wire.ts'
import { SMALL_PAGE } from './small-page.ts'
import { waitUntil } from './wait-until.ts'

type Listener = (text: string, sender: Sender | null) => void

export interface OpenedWindow {
  readonly window: ChromiumWindow
  readonly openHidden: () => Promise<ChromiumWindow>
  readonly said: Array<{ readonly text: string; readonly sender: Sender | null }>
  /** Also tells another of what the page says from now on. */
  readonly onSaid: (listener: Listener) => void
  /** Waits until the page has said so many things. */
  hears(count: number): Promise<void>
  run<T>(expression: string): Promise<T>
}

export async function openSmallWindow(): Promise<OpenedWindow> {
  const browser = findBrowser()
  if (!browser) throw new Error('No browser on this machine')
  const said: OpenedWindow['said'] = []
  const files = readPageFiles(SMALL_PAGE)
  const listeners: Listener[] = [(text, sender) => said.push({ text, sender })]
  const fromPage: Listener = (text, sender) => listeners.forEach((hear) => hear(text, sender))
  const openHidden = () => openWindow({ browser, headless: true, files, fromPage })
  const window = await openHidden()
  onTestFinished(async () => {
    window.close()
    await window.closed
  })
  await window.show('')
  const hears = (count: number) => waitUntil(() => said.length >= count)
  await hears(1)
  const onSaid = (listener: Listener) => void listeners.push(listener)
  return {
    window,
    openHidden,
    said,
    onSaid,
    hears,
    run: (expression) => evaluate(window, expression),
  }
}

async function evaluate<T>(window: ChromiumWindow, expression: string): Promise<T> {
  const { result, exceptionDetails } = await window.page.session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
  return result.value as T
}
