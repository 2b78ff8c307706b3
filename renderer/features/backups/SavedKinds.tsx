import type { Salvaged, SalvagedKind } from '../../../shared/backups/model.ts'
import { formatNumber } from '../../app/formats.ts'
import { nameThings } from '../../app/sentences.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import { doubtOf, kindsToShow } from './view.ts'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('saved-kinds', {
  what: 'What',
  saved: 'Saved',
  lost: 'Lost',
  rest: 'Everything else, such as the record',
  none: 'None',
  exact: '{{most}}',
  between: '{{least}} to {{most}}',
  'up-to': 'Up to {{most}}',
  'at-least': 'At least {{least}}',
  unknown: 'Not known',
  leftOut_one: '{{count}} more was read: what it belonged to is gone',
  leftOut_other: '{{count}} more were read: what they belonged to is gone',
})

/** For each kind of thing how much is there, and how much is not as far as that is proven. */
export function SavedKinds({ kinds }: Pick<Salvaged['report'], 'kinds'>) {
  const t = useWords(words)
  return (
    <table className={c('counts', 'saved')}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('saved')}</th>
          <th scope="col">{t('lost')}</th>
        </tr>
      </thead>
      <tbody>
        {kindsToShow(kinds).map((kind) => (
          <SavedKind key={kind.noun} kind={kind} />
        ))}
      </tbody>
    </table>
  )
}

function SavedKind({ kind }: { readonly kind: SalvagedKind }) {
  const t = useWords(words)
  const { noun, rows, lost, leftOut } = kind
  const bounds = { least: formatNumber(lost.least), most: formatNumber(lost.most ?? 0) }
  const doubt = doubtOf(lost)
  const isLess = doubt !== 'none'
  return (
    <tr className={c(isLess && 'differs')}>
      <th scope="row">
        {noun === null ? t('rest') : nameThings(noun)}
        {leftOut === 0 ? null : (
          <small className={c('subtle')}>{t('leftOut', { count: leftOut })}</small>
        )}
      </th>
      <td>{formatNumber(rows)}</td>
      <td>{t(doubt, bounds)}</td>
    </tr>
  )
}
