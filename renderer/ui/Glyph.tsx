import { classNames } from './classes.ts'
import css from './Glyph.module.css'

const c = classNames(css)

export type Tone = 'positive' | 'caution' | 'negative' | 'neutral'

const SHAPES: Readonly<Record<Tone, { body: React.ReactNode; sign: string }>> = {
  positive: { body: <circle cx="8" cy="8" r="7" />, sign: 'm4.9 8.3 2.2 2.2 4.1-4.6' },
  caution: {
    body: (
      <path
        d="M8 1.9 14.7 13.6H1.3Z"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    ),
    sign: 'M8 6v3.4M8 11.7v.05',
  },
  negative: {
    body: <path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2Z" />,
    sign: 'm5.7 5.7 4.6 4.6m0-4.6-4.6 4.6',
  },
  neutral: {
    body: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
    sign: '',
  },
}

/** One of the status shapes. The word always stands beside it. */
export function Glyph({ tone }: { readonly tone: Tone }) {
  const { body, sign } = SHAPES[tone]
  return (
    <svg className={c('glyph', tone)} viewBox="0 0 16 16" fill="currentColor" aria-hidden>
      {body}
      <path className={c('sign')} d={sign} />
    </svg>
  )
}

interface StatusProps {
  readonly tone: Tone
  readonly children: React.ReactNode
}

export function Status({ tone, children }: StatusProps) {
  return (
    <span className={c('status', `${tone}Word`)}>
      <Glyph tone={tone} />
      {children}
    </span>
  )
}
