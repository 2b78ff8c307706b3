// Carries messages between pages and core, and says of each who sent it. The core decides.
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import { placeCommands, type PlaceCommand } from '../../shared/commands.ts'
import { isTrusted, type Sender } from '../core/wire.ts'

export const CHANNEL = 'throughline'
export const PLACES_CHANNEL = 'throughline-places'

export interface Route {
  /** A window of ours; forgotten when it closes. */
  add(window: BrowserWindow): void
  toPages(text: string): void
  /** What the page lists in the menu; said again by each page that is loaded. */
  onPlaces(listener: (places: readonly PlaceCommand[]) => void): void
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
    onPlaces: (listener) => {
      ipcMain.on(PLACES_CHANNEL, (event, text: unknown) => {
        const places = readPlaces(text)
        if (places && isTrusted(describeSender(event, isKnown(event)))) listener(places)
      })
    },
    toPages: (text) => {
      for (const window of windows) {
        if (!window.isDestroyed()) window.webContents.send(CHANNEL, text)
      }
    },
  }
}

/** A menu entry is drawn by the system, so its words are checked like any other input. */
function readPlaces(text: unknown): readonly PlaceCommand[] | null {
  try {
    return placeCommands.parse(JSON.parse(String(text)))
  } catch {
    return null
  }
}

function describeSender({ senderFrame }: IpcMainEvent, knownWindow: boolean): Sender | null {
  // Null when the frame has gone meanwhile: nobody can vouch for it.
  if (!senderFrame) return null
  return { origin: senderFrame.origin, topFrame: senderFrame.parent === null, knownWindow }
}
