import { Info } from 'lucide-react'
import { classNames } from './classes.ts'
import { Glyph, type Tone } from './Glyph.tsx'
import { Icon } from './Icon.tsx'
import css from './Note.module.css'

const c = classNames(css)

interface NoteProps {
  readonly tone?: Tone
  readonly live?: boolean
  readonly end?: React.ReactNode
  readonly children: React.ReactNode
}

export function Note({ tone = 'neutral', live = false, end, children }: NoteProps) {
  return (
    <div className={c('note', tone)} role={live ? 'alert' : undefined}>
      {tone === 'neutral' ? <Icon of={Info} /> : <Glyph tone={tone} />}
      <div className={c('text')}>{children}</div>
      {end}
    </div>
  )
}
