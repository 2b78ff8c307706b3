// How hard a passphrase is to guess, estimated on this machine. The word lists are large, so they
// are loaded when the first one is typed.
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Below this the core refuses: a stolen file could be guessed in days. */
export const LEAST_GUESSES = 1e10
const STRONG = 1e14
/** Longer text is never weaker, and estimating it takes long. */
const LONGEST = 80

export type Strength = 'empty' | 'weak' | 'not-yet' | 'enough' | 'strong'

export function judgeGuesses(guesses: number): Strength {
  if (guesses < LEAST_GUESSES / 1e3) return 'weak'
  if (guesses < LEAST_GUESSES) return 'not-yet'
  return guesses < STRONG ? 'enough' : 'strong'
}

export function isStrongEnough(strength: Strength): boolean {
  return strength === 'enough' || strength === 'strong'
}

let estimator: Promise<ZxcvbnFactory> | undefined

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  })
}

export async function estimateStrength(
  passphrase: string,
  known: readonly string[],
): Promise<Strength> {
  if (passphrase === '') return 'empty'
  estimator ??= loadEstimator()
  const { guesses } = (await estimator).check(passphrase.slice(0, LONGEST), [...known])
  return judgeGuesses(guesses)
}
