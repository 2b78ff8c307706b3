import type { Settings } from '../../../shared/settings/model.ts'
import { changeSettings } from '../../app/frame-commands.ts'
import { formatNumber } from '../../app/formats.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Choice } from '../../ui/Choice.tsx'
import { classNames } from '../../ui/classes.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { nearestScale, TEXT_SCALES } from './view.ts'
import css from './Settings.module.css'

const c = classNames(css)
const words = defineWords('settings-appearance', {
  scheme: 'Colours',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  size: 'Text size',
  percent: '{{percent}} %',
  density: 'Rows',
  compact: 'Compact',
  comfortable: 'Comfortable',
})

export function AppearancePart({ settings }: { readonly settings: Settings }) {
  const t = useWords(words)
  return (
    <div className={c('side')}>
      <Segmented
        label={t('scheme')}
        value={settings.scheme}
        choices={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          words: t(value),
        }))}
        onChange={(scheme) => void changeSettings({ scheme })}
      />
      <Segmented
        label={t('density')}
        value={settings.density}
        choices={(['compact', 'comfortable'] as const).map((value) => ({
          value,
          words: t(value),
        }))}
        onChange={(density) => void changeSettings({ density })}
      />
      <div className={c('short')}>
        <Choice
          label={t('size')}
          value={nearestScale(settings.textScale)}
          choices={TEXT_SCALES.map((value) => ({
            value,
            words: t('percent', { percent: formatNumber(Math.round(Number(value) * 100)) }),
          }))}
          onChange={(scale) => void changeSettings({ textScale: Number(scale) })}
        />
      </div>
    </div>
  )
}
