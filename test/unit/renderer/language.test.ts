import { describe, expect, it } from 'vitest'
import { formatCountdown } from '../../../renderer/app/formats.ts'
import { judgeGuesses } from '../../../renderer/app/passphrase/strength.ts'
import { sayStep } from '../../../renderer/app/sentences.ts'
import { defineWords, regionOf, say } from '../../../renderer/locales/words.ts'
import { pseudo } from '../../../renderer/locales/pseudo.ts'

describe('words', () => {
  it('fill their gaps and choose the form for a number', () => {
    const words = defineWords('test', {
      left_one: '{{count}} is left',
      left_other: '{{count}} are left',
    })
    expect([1, 2].map((count) => say(words)('left', { count }))).toEqual([
      '1 is left',
      '2 are left',
    ])
  })

  it('are lengthened, accented and bracketed in the pseudo-locale, their gaps kept', () => {
    expect(pseudo({ open: 'Open {{name}}' })).toEqual({ open: '⟦Opéñ {{name}}~~~~⟧' })
  })

  it('follow the region only where it speaks their language', () => {
    expect(regionOf('en', 'en-GB')).toBe('en-GB')
    expect(regionOf('en', 'de-AT')).toBe('en')
    expect(regionOf('en-XA', 'en-XA')).toBe('en-GB')
  })

  it('say a step with its keys in words and its names as they are', () => {
    const said = { says: '', values: { template: 'inclusion' }, operation: 'program.startFrom' }
    expect(sayStep(said)).toBe('Started from the template “Inclusion and equity”')
    const named = { says: '', values: { name: 'A & <B>' }, operation: 'strategy.addPriority' }
    expect(sayStep(named)).toBe('Added the priority “A & <B>”')
  })
})

describe('figures in words', () => {
  it('count down as a clock does', () => {
    expect([581_000, 60_999, 9_000, -1].map(formatCountdown)).toEqual([
      '9:41',
      '1:00',
      '0:09',
      '0:00',
    ])
  })

  it('call a passphrase strong enough exactly from where the core takes it', () => {
    expect([1e6, 9.9e9, 1e10, 1e15].map(judgeGuesses)).toEqual([
      'weak',
      'not-yet',
      'enough',
      'strong',
    ])
  })
})
