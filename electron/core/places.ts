// Where workers, the built page and shipped files are. The same answers hold when the core runs from
// its .ts sources and when it runs from the bundle, in which all its modules lie side by side.
import { fileURLToPath } from 'node:url'

const fromSource = import.meta.url.endsWith('.ts')

export type WorkerName = 'worker' | 'job-worker'

export function workerFile(name: WorkerName): URL {
  return new URL(fromSource ? `./${name}.ts` : `./${name}.js`, import.meta.url)
}

/** The folder of the built page. */
export function rendererFolder(): string {
  return fileURLToPath(new URL(fromSource ? '../../out/renderer/' : '../renderer/', import.meta.url))
}

export function resourceFile(name: string): string {
  return fileURLToPath(new URL(`../../resources/${name}`, import.meta.url))
}
