// Runs only inside the disposable worker that passphrase.ts starts: here the passphrase is text.
import type { EstimateRequest } from './passphrase.ts'

/** Matching slows down with length, and what is this long is strong by then. */
const MOST_CHARACTERS = 100

export async function estimatePassphraseTask({
  passphrase,
  words,
}: EstimateRequest): Promise<number> {
  // Loaded here and not above: other jobs in the same worker file have no use for the dictionaries.
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const common = await import('@zxcvbn-ts/language-common')
  const english = await import('@zxcvbn-ts/language-en')
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  })
  const text = new TextDecoder().decode(passphrase)
  passphrase.fill(0)
  return estimator.check(text.slice(0, MOST_CHARACTERS), [...words]).guesses
}
