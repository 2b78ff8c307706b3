import { expect, test } from 'vitest'
import { ERROR_SENTENCES, sayError, sentenceFor } from '../../../shared/kit/error-text.ts'

const sentences = Object.entries(ERROR_SENTENCES)

test.each(sentences)('%s: whole sentences, no plea, no blame, no shouting', (_, sentence) => {
  expect(sentence).toMatch(/^[A-Z“{].*\.$/)
  expect(sentence).not.toMatch(/please|sorry|oops|!|\byour fault\b|failed to|invalid|illegal|N\/A/i)
})

test('gaps are filled from the details', () => {
  expect(sayError({ code: 'recovery-typo', details: { groups: [2, 7] } })).toBe(
    'There is a slip in group 2, 7 of the recovery text. Compare it with the paper.',
  )
  expect(sayError({ code: 'workspace-exists', details: { name: 'Acme' } })).toContain('“Acme”')
})

test('a wrong passphrase names the wait only when there is one', () => {
  const wrong = (waitSeconds: number) =>
    ({ code: 'wrong-passphrase', details: { waitSeconds } }) as const
  expect(sentenceFor(wrong(0))).toBe('wrong-passphrase')
  expect(sentenceFor(wrong(4))).toBe('wrong-passphrase-wait')
  expect(sayError(wrong(4))).toContain('in 4 s')
  expect(sayError(wrong(0))).not.toContain('{{')
})
