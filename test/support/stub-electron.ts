// A stand-in for Electron's distribution: enough for the packager to pack around. The program holds
// the mark and the row of switches that Electron's own has, so that setting them can be seen.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const SWITCHES = 9

export function makeStubElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  const row = Buffer.concat([Buffer.from([1, SWITCHES]), Buffer.alloc(SWITCHES, '0')])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(MARK), row]))
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'LICENSE'), 'stub')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stub')
}

/** The switches as the packager left them: `1` on, `0` off, in Electron's order. */
export function readFuses(program: string): string {
  const bytes = readFileSync(program)
  const start = bytes.indexOf(MARK) + MARK.length + 2
  return bytes.subarray(start, start + SWITCHES).toString()
}
