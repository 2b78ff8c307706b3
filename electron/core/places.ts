// Where workers, the built page and shipped files are. The same answers hold when the core runs from
// its .ts sources and when it runs from the bundle, in which all its modules lie side by side.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const fromSource = import.meta.url.endsWith('.ts')

export type WorkerName = 'worker' | 'job-worker'

export function workerFile(name: WorkerName): URL {
  return new URL(fromSource ? `./${name}.ts` : `./${name}.js`, import.meta.url)
}

/** The folder of the built page. */
export function rendererFolder(): string {
  return fileURLToPath(
    new URL(fromSource ? '../../out/renderer/' : '../renderer/', import.meta.url),
  )
}

export function resourceFile(name: string): string {
  return fileURLToPath(new URL(`../../resources/${name}`, import.meta.url))
}

/** The person's folder for documents, also where the system names it in another language. */
export function documentsFolder(home = homedir()): string {
  return join(readDocumentsName(home) ?? join(home, 'Documents'), 'Throughline')
}

function readDocumentsName(home: string): string | null {
  try {
    const names = readFileSync(join(home, '.config/user-dirs.dirs'), 'utf8')
    const name = /^XDG_DOCUMENTS_DIR="\$HOME\/(.+)"$/m.exec(names)?.[1]
    return name ? join(home, name) : null
  } catch {
    return null // only some Linux desktops keep this file
  }
}
