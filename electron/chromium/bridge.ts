// Turns one target of Chromium into a page of ours: every request is answered from the built files or
// refused, and the bridge is in place before any page code runs. The binding behind it is taken off
// the global object at once, so that the bridge is the only way out.
import { randomBytes } from 'node:crypto'
import { findPageFile, type PageFile, type PageFiles } from '../core/page-files.ts'
import type { Sender } from '../core/wire.ts'
import type { Session } from './pipe.ts'

export const ORIGIN = 'https://app.invalid'

export interface PageDuties {
  readonly files: PageFiles
  readonly fromPage: (text: string, sender: Sender | null) => void
}

export interface BridgedPage {
  readonly session: Session
  deliver(text: string): void
}

interface World {
  readonly origin: string
  readonly topFrame: boolean
}

/** The page's side, run in the page. Text that comes before anybody listens is kept. */
export function installBridge(outName: string, inName: string): void {
  const holder = globalThis as unknown as Record<string, unknown>
  const out = holder[outName] as (text: string) => void
  Reflect.deleteProperty(holder, outName)
  const early: string[] = []
  let hear: ((text: string) => void) | null = null
  const deliver = (text: string) => (hear ? hear(text) : early.push(text))
  const receive = (listener: (text: string) => void) => {
    hear = listener
    for (const text of early.splice(0)) listener(text)
  }
  const bridge = Object.freeze({ send: (text: string) => out(text), receive })
  Object.defineProperty(holder, inName, { value: deliver })
  Object.defineProperty(holder, 'throughlineBridge', { value: bridge, configurable: true })
}

/** `targetId` is also the id of the target's top frame. */
export async function bridgePage(
  session: Session,
  targetId: string,
  { files, fromPage }: PageDuties,
): Promise<BridgedPage> {
  // Names nobody can guess: page code neither calls the binding nor speaks as the core.
  const outName = randomBytes(16).toString('hex')
  const inName = randomBytes(16).toString('hex')
  const worlds = watchWorlds(session, targetId)
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const world = worlds.get(executionContextId)
    if (name === outName) fromPage(payload, world ? { ...world, knownWindow: true } : null)
  })
  const source = `(${installBridge.toString()})('${outName}', '${inName}')`
  await Promise.all([
    serveFiles(session, files),
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: outName }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source }),
  ])
  const functionDeclaration = `function (text) { globalThis['${inName}'](text) }`
  return {
    session,
    deliver: (text) => {
      const ours = [...worlds].findLast(([, { origin, topFrame }]) => topFrame && origin === ORIGIN)
      if (!ours) return
      const call = {
        functionDeclaration,
        executionContextId: ours[0],
        arguments: [{ value: text }],
      }
      // A page that is just going away hears nothing more.
      session.send('Runtime.callFunctionOn', call).catch(() => {})
    },
  }
}

/** The scripted worlds of this target, in the order they came up. */
function watchWorlds(session: Session, topFrameId: string): ReadonlyMap<number, World> {
  const worlds = new Map<number, World>()
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const about = context.auxData as { frameId?: string; isDefault?: boolean } | undefined
    if (!about?.isDefault) return
    worlds.set(context.id, { origin: context.origin, topFrame: about.frameId === topFrameId })
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
    worlds.delete(executionContextId),
  )
  session.on('Runtime.executionContextsCleared', () => worlds.clear())
  return worlds
}

function serveFiles(session: Session, files: PageFiles): Promise<unknown> {
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    const file = request.method === 'GET' ? findPageFile(files, ORIGIN, request.url) : null
    void answer(session, { requestId, file, isDocument: resourceType === 'Document' })
  })
  return session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

interface Answer {
  readonly requestId: string
  readonly file: PageFile | null
  readonly isDocument: boolean
}

async function answer(session: Session, { requestId, file, isDocument }: Answer): Promise<void> {
  try {
    if (file) {
      const headers = Object.entries(file.headers).map(([name, value]) => ({ name, value }))
      const body = file.body.toString('base64')
      const reply = { requestId, responseCode: 200, responseHeaders: headers, body }
      await session.send('Fetch.fulfillRequest', reply)
    } else if (isDocument) {
      // "No content" leaves the page where it is; a failure would replace it by an error page.
      await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
    } else {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    }
  } catch {
    // The page went away before its answer.
  }
}
