import { classNames } from '../../ui/classes.ts'
import { Status, type Tone } from '../../ui/Glyph.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import type { Strength } from './strength.ts'
import css from './NewPassphrase.module.css'

const c = classNames(css)
const words = defineWords('strength', {
  weak: 'Easy to guess.',
  weakWhat: 'Use four or more words that do not belong together.',
  notYet: 'Not strong enough yet.',
  notYetWhat: 'Add another word.',
  enough: 'Strong enough',
  strong: 'Very strong',
})

const TONES: Readonly<Record<Exclude<Strength, 'empty'>, Tone>> = {
  weak: 'negative',
  'not-yet': 'caution',
  enough: 'positive',
  strong: 'positive',
}

/** The estimate in words, with what to do where it is too weak. */
export function StrengthLine({ strength }: { readonly strength: Strength }) {
  const t = useWords(words)
  if (strength === 'empty') return <p className={c('strength')} role="status" />
  const said = { weak: t('weak'), 'not-yet': t('notYet'), enough: t('enough'), strong: t('strong') }
  const what = { weak: t('weakWhat'), 'not-yet': t('notYetWhat'), enough: '', strong: '' }
  return (
    <p className={c('strength')} role="status">
      <Status tone={TONES[strength]}>{said[strength]}</Status>
      <span className={c('what')}>{what[strength]}</span>
    </p>
  )
}
