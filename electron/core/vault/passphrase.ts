// Whether a passphrase is worth the encryption behind it, and one to offer. The estimate needs text,
// and JavaScript text cannot be zeroed: so it is made in a worker of its own, which ends with its
// whole heap before the core goes on. The core itself only ever holds bytes.
import { readFileSync } from 'node:fs'
import { AppError } from '../../../shared/kit/errors.ts'
import { computeInWorker } from '../jobs.ts'
import { resourceFile } from '../places.ts'

/** Fewer guesses than this and an offline attack is a matter of days, however slow each guess. */
const LEAST_GUESSES = 1e10
const OFFERED_WORDS = 6

export interface EstimateRequest {
  readonly passphrase: Uint8Array
  /** Words an attacker would try first: the workspace's name, the owner's. */
  readonly words: readonly string[]
}

export async function estimatePassphrase(
  passphrase: Uint8Array,
  words: readonly string[],
): Promise<number> {
  const request: EstimateRequest = { passphrase, words }
  const control = { signal: new AbortController().signal, onProgress: () => {} }
  return computeInWorker<number>('estimate-passphrase', request, control)
}

export async function checkPassphrase(
  passphrase: Uint8Array,
  words: readonly string[],
): Promise<void> {
  const guesses = await estimatePassphrase(passphrase, words)
  if (guesses < LEAST_GUESSES) throw new AppError('weak-passphrase', {})
}

/** Six words of 2,048 or more: at least 66 bits, easy to say and to type. */
export function generatePassphrase(randomBytes: (length: number) => Uint8Array): string {
  const words = readWordlist()
  return Array.from(
    { length: OFFERED_WORDS },
    () => words[pickIndex(words.length, randomBytes)],
  ).join(' ')
}

export function readWordlist(): string[] {
  const lines = readFileSync(resourceFile('wordlist.txt'), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

/** Numbers above the last whole multiple are thrown away, or the first words would come up more often. */
function pickIndex(count: number, randomBytes: (length: number) => Uint8Array): number {
  const limit = Math.floor(0x1_0000 / count) * count
  for (;;) {
    const [high = 0, low = 0] = randomBytes(2)
    const value = (high << 8) | low
    if (value < limit) return value % count
  }
}
