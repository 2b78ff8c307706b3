import { useRef } from 'react'
import type { Priority } from '../../../shared/strategy/model.ts'
import { api } from '../../app/api.ts'
import { formatNumber } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useCommand } from '../../data/commands.ts'
import { classNames } from '../../ui/classes.ts'
import { Weight } from '../../ui/Weight.tsx'
import { shareOf } from './view.ts'
import css from './Program.module.css'

const c = classNames(css)
const words = defineWords('program-weight', {
  weight: 'Weight of “{{name}}”',
  share: '{{share}} %',
})

interface PriorityWeightProps {
  readonly priority: Priority
  readonly all: readonly Priority[]
}

/** All moves of one stay at the slider are one step. */
export function PriorityWeight({ priority, all }: PriorityWeightProps) {
  const t = useWords(words)
  const change = useCommand(api.strategy.changePriority)
  const stay = useRef('')
  const { id, name, weight } = priority
  const share = shareOf(priority, all)

  async function save(next: number): Promise<boolean> {
    if (next === weight) return true
    const outcome = await change.run({ id, change: { weight: next } }, { edit: stay.current })
    return outcome.ok
  }

  return (
    <div className={c('weight')} onFocus={() => (stay.current = crypto.randomUUID())}>
      <Weight label={t('weight', { name })} value={weight} onChange={save} />
      <span className={c('share')}>
        {share === null ? '' : t('share', { share: formatNumber(share) })}
      </span>
    </div>
  )
}
