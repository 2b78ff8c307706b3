// The only code with Electron in reach of the page: messages on one channel, and the places for the
// menu on another. They are set as a
// property that the page's first module can take and remove.
import { contextBridge, ipcRenderer } from 'electron'

const CHANNEL = 'throughline'
const PLACES_CHANNEL = 'throughline-places'

function install(
  send: (text: string) => void,
  receive: (listener: (text: string) => void) => void,
  offerPlaces: (text: string) => void,
): void {
  const value = Object.freeze({ send, receive, offerPlaces })
  Object.defineProperty(globalThis, 'throughlineBridge', { value, configurable: true })
}

const early: string[] = []
let hear: ((text: string) => void) | null = null

ipcRenderer.on(CHANNEL, (_event, text: unknown) => {
  if (typeof text !== 'string') return
  if (hear) hear(text)
  else early.push(text)
})

contextBridge.executeInMainWorld({
  func: install,
  args: [
    (text: unknown) => ipcRenderer.send(CHANNEL, String(text)),
    (listener: (text: string) => void) => {
      hear = listener
      for (const text of early.splice(0)) listener(text)
    },
    (text: unknown) => ipcRenderer.send(PLACES_CHANNEL, String(text)),
  ],
})
