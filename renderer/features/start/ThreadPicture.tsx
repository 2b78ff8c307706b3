import { defineWords, useWords } from '../../locales/words.ts'
import { classNames } from '../../ui/classes.ts'
import css from './DoorStep.module.css'

const c = classNames(css)
const words = defineWords('start-thread', {
  priority: 'Priority',
  gap: 'Gap',
  aim: 'Aim',
  outcome: 'Outcome',
})

/** The throughline itself: from a priority to an outcome. Decoration, so hidden from assistive technology. */
export function ThreadPicture() {
  const t = useWords(words)
  return (
    <div className={c('thread')} aria-hidden>
      <svg viewBox="0 0 900 120" preserveAspectRatio="none">
        <path className={c('curve')} d="M0 92C190 92 190 70 300 62S470 40 560 38 720 22 900 20" />
      </svg>
      <ol>
        <li>{t('priority')}</li>
        <li>{t('gap')}</li>
        <li>{t('aim')}</li>
        <li>{t('outcome')}</li>
      </ol>
    </div>
  )
}
