// Forty sentences that must not be readable in any file, in six ways of writing them down.
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const CANARIES: readonly string[] = Array.from(
  { length: 40 },
  (_, at) => `Kanarie-${at}-Łukasz trusts Rosa with case ${(at * 7919).toString(36)}ß`,
)

const reverse = (text: string) => [...text].toReversed().join('')

/** Base64 looks different at each of three offsets; the signs that depend on neighbours are dropped. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    return padded
      .toString('base64')
      .replaceAll('=', '')
      .slice(offset === 0 ? 0 : 4, -2)
  })
}

export const ENCODINGS: Readonly<Record<string, (text: string) => readonly Buffer[]>> = {
  utf8: (text) => [Buffer.from(text)],
  utf16le: (text) => [Buffer.from(text, 'utf16le')],
  utf16be: (text) => [Buffer.from(text, 'utf16le').swap16()],
  base64: (text) => base64Forms(text).map((form) => Buffer.from(form)),
  hex: (text) =>
    ['latin1', 'upper'].map((kind) => {
      const hex = Buffer.from(text).toString('hex')
      return Buffer.from(kind === 'upper' ? hex.toUpperCase() : hex)
    }),
  reversed: (text) => [Buffer.from(reverse(text))],
}

/** "encoding of canary in file" for each one found. */
export function findCanaries(folders: readonly string[]): string[] {
  const needles = CANARIES.flatMap((text, at) =>
    Object.entries(ENCODINGS).flatMap(([name, encode]) =>
      encode(text).map((bytes) => ({ says: `${name} of ${at}`, bytes })),
    ),
  )
  return folders.flatMap(listFiles).flatMap((path) => {
    const content = Buffer.concat([Buffer.from(path), readIfThere(path)])
    return needles
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ says }) => `${says} in ${path}`)
  })
}

export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile())
}

/** A browser removes files of its profile while they are being looked at. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
