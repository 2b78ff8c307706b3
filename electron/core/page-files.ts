// The built page, read once into memory. A host answers from this list and from nothing else, so no
// address can reach another file of the machine.
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pageHeaders } from './page-headers.ts'

export interface PageFile {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** By address: `/`, `/assets/index-1a2b.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>

export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const address = path.slice(join(folder, sep).length).replaceAll(sep, '/')
    files.set(`/${address}`, { body: readFileSync(path), headers: pageHeaders(entry.name) })
  }
  const start = files.get('/index.html')
  if (!start) throw new Error('The page is not built: run npm run build')
  return files.set('/', start)
}

/** The file behind an address, or null: another origin, another method, or not part of the page. */
export function findPageFile(files: PageFiles, origin: string, url: string): PageFile | null {
  if (!URL.canParse(url)) return null
  // Not `URL.origin`: schemes that only Electron knows have none there.
  const { protocol, host, pathname, username, password, port, search } = new URL(url)
  if (username || password || port || search) return null
  if (`${protocol}//${host}` !== origin) return null
  return files.get(pathname) ?? null
}
