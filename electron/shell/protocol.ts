// `app://throughline` answers from the built page in memory, with the headers of every host. Everything
// else is not found: no address reaches a file of the machine.
import { protocol, type Session } from 'electron'
import { findPageFile, type PageFiles } from '../core/page-files.ts'

export const ORIGIN = 'app://throughline'

/** To be called before Electron is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

export function answerRequest(files: PageFiles, request: Request): Response {
  const file = request.method === 'GET' ? findPageFile(files, ORIGIN, request.url) : null
  if (!file) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(file.body), { status: 200, headers: file.headers })
}

export function servePage(session: Session, files: PageFiles): void {
  session.protocol.handle('app', (request) => answerRequest(files, request))
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !/^(app:\/\/throughline\/|data:|blob:|devtools:)/.test(details.url) }),
  )
}
