// The private key of a wave lives beside the database, never in it: keys/wave-<id>.json twice, wrapped
// under a key derived from the root. So no undo step and no backup can bring a destroyed one back.
import { createCipheriv } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/kit/errors.ts'
import { z } from '../../../shared/kit/schema.ts'
import { writeSafely } from '../files/write-safely.ts'
import { openBox } from '../open-box.ts'
import { toCanonicalJson } from './canonical.ts'
import type { WorkspaceFolder } from './folder.ts'
import { deriveKey } from './keys.ts'
import { syncFolder } from './sync-folder.ts'

const NONCE_BYTES = 12
const NEXT = '.next'
const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/)
const waveKeyFile = z.strictObject({
  format: z.literal('throughline-wave-key'),
  version: z.literal(1),
  wid: hex,
  wave: z.string().regex(/^[0-9a-z-]{1,64}$/),
  nonce: hex,
  box: hex,
})
type WaveKeyFile = z.infer<typeof waveKeyFile>

interface Wrapping {
  readonly root: Uint8Array
  readonly wid: string
}

interface WaveSecret {
  readonly wave: string
  readonly secret: Uint8Array
  readonly nonce: Uint8Array
}

export async function writeWaveKey(
  place: WorkspaceFolder,
  wrapping: Wrapping,
  secret: WaveSecret,
): Promise<void> {
  mkdirSync(place.waveKeys, { recursive: true, mode: 0o700 })
  const bytes = Buffer.from(toCanonicalJson(wrap(wrapping, secret)))
  for (const path of pathsOf(place, secret.wave)) await writeSafely(path, bytes)
}

/** The caller zeroes it after use. */
export function readWaveKey(
  place: WorkspaceFolder,
  wrapping: Wrapping,
  wave: string,
): Uint8Array | null {
  for (const path of pathsOf(place, wave)) {
    const secret = unwrapFile(path, wrapping)
    if (secret) return secret
  }
  return null
}

export function listWaveKeys(place: WorkspaceFolder): string[] {
  const names = existsSync(place.waveKeys) ? readdirSync(place.waveKeys) : []
  const waves = names.flatMap((name) => /^wave-([0-9a-z-]+)\.json(?:\.bak)?$/.exec(name)?.[1] ?? [])
  return [...new Set(waves)].toSorted()
}

/** Overwritten, unlinked, and the folder synced: copies made by others are beyond our reach. */
export function destroyWaveKey(place: WorkspaceFolder, wave: string): void {
  const paths = pathsOf(place, wave)
  for (const path of [...paths, ...paths.map((name) => name + NEXT)]) {
    if (!existsSync(path)) continue
    const length = statSync(path).size
    const descriptor = openSync(path, 'r+')
    try {
      writeSync(descriptor, Buffer.alloc(length), 0, length, 0)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    rmSync(path)
  }
  if (existsSync(place.waveKeys)) syncFolder(place.waveKeys)
}

/** For a new root key: each key wrapped anew beside its old file, to be put in force by a rename. */
export async function prepareWaveKeys(
  place: WorkspaceFolder,
  { from, to, wid }: { readonly from: Uint8Array; readonly to: Uint8Array; readonly wid: string },
  randomBytes: (length: number) => Uint8Array,
): Promise<void> {
  for (const wave of listWaveKeys(place)) {
    const secret = readWaveKey(place, { root: from, wid }, wave)
    if (!secret) throw new AppError('keys-damaged', { name: place.name })
    const wrapped = wrap({ root: to, wid }, { wave, secret, nonce: randomBytes(NONCE_BYTES) })
    secret.fill(0)
    for (const path of pathsOf(place, wave)) {
      await writeSafely(path + NEXT, Buffer.from(toCanonicalJson(wrapped)))
    }
  }
}

/** Once the database under the new root key is in place; done twice it changes nothing. */
export function promoteWaveKeys(place: WorkspaceFolder): void {
  for (const path of listNext(place)) renameSync(path, path.slice(0, -NEXT.length))
  if (existsSync(place.waveKeys)) syncFolder(place.waveKeys)
}

export function dropPreparedWaveKeys(place: WorkspaceFolder): void {
  for (const path of listNext(place)) rmSync(path)
}

function listNext({ waveKeys }: WorkspaceFolder): string[] {
  const names = existsSync(waveKeys) ? readdirSync(waveKeys) : []
  return names.filter((name) => name.endsWith(NEXT)).map((name) => join(waveKeys, name))
}

function pathsOf({ waveKeys }: WorkspaceFolder, wave: string): [string, string] {
  const path = join(waveKeys, `wave-${wave}.json`)
  return [path, `${path}.bak`]
}

function wrap({ root, wid }: Wrapping, { wave, secret, nonce }: WaveSecret): WaveKeyFile {
  const key = deriveKey(root, Buffer.from(wid, 'hex'), 'wave')
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`${wid}/${wave}`))
  const box = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  key.fill(0)
  const format = 'throughline-wave-key'
  return { format, version: 1, wid, wave, nonce: toHex(nonce), box: toHex(box) }
}

function unwrapFile(path: string, { root, wid }: Wrapping): Uint8Array | null {
  const file = readFileIfWhole(path)
  if (!file || file.wid !== wid) return null
  const key = deriveKey(root, Buffer.from(wid, 'hex'), 'wave')
  const nonce = Buffer.from(file.nonce, 'hex')
  const about = Buffer.from(`${wid}/${file.wave}`)
  // Null also where it is wrapped under another root key, or was changed from outside.
  const secret = openBox(Buffer.from(file.box, 'hex'), { key, nonce, about })
  key.fill(0)
  return secret
}

function readFileIfWhole(path: string): WaveKeyFile | null {
  try {
    return waveKeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
