// What is special about the workspace as it is open now: said above every place until it is over.
import { classNames } from '../ui/classes.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { defineWords, useWords } from '../locales/words.ts'
import { OlderBar } from './OlderBar.tsx'
import { Region } from './Region.tsx'
import { useSession } from './session.ts'
import css from './FrameBars.module.css'

const c = classNames(css)
const words = defineWords('frame-bars', {
  name: 'Read only',
  readOnly:
    'Open to read only: its folder cannot be written. Everything can be looked at, and nothing changed.',
})

export function FrameBars() {
  const { older, readOnly } = useSession()
  return (
    <div className={c('bars')}>
      {readOnly ? <ReadOnlyBar /> : null}
      {older ? <OlderBar older={older} /> : null}
    </div>
  )
}

function ReadOnlyBar() {
  const t = useWords(words)
  return (
    <Region role="region" name={t('name')} className={c('bar')}>
      <p className={c('words')} role="status">
        <Glyph tone="caution" />
        <span>{t('readOnly')}</span>
      </p>
    </Region>
  )
}
