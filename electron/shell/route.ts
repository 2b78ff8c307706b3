// Carries messages between pages and core, and says of each who sent it. The core decides.
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import type { Sender } from '../core/wire.ts'

export const CHANNEL = 'throughline'

export interface Route {
  /** A window of ours; forgotten when it closes. */
  add(window: BrowserWindow): void
  toPages(text: string): void
}

export function openRoute(fromPage: (text: string, sender: Sender | null) => void): Route {
  const windows = new Set<BrowserWindow>()
  const isKnown = ({ sender }: IpcMainEvent) =>
    [...windows].some(({ webContents }) => webContents === sender)

  ipcMain.on(CHANNEL, (event, text: unknown) => {
    if (typeof text === 'string') fromPage(text, describeSender(event, isKnown(event)))
  })
  return {
    add: (window) => {
      windows.add(window)
      window.once('closed', () => windows.delete(window))
    },
    toPages: (text) => {
      for (const window of windows) {
        if (!window.isDestroyed()) window.webContents.send(CHANNEL, text)
      }
    },
  }
}

function describeSender({ senderFrame }: IpcMainEvent, knownWindow: boolean): Sender | null {
  // Null when the frame has gone meanwhile: nobody can vouch for it.
  if (!senderFrame) return null
  return { origin: senderFrame.origin, topFrame: senderFrame.parent === null, knownWindow }
}
