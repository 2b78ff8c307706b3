import { useState } from 'react'
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import { classNames } from './classes.ts'
import css from './Weight.module.css'

const c = classNames(css)

interface WeightProps {
  readonly label: string
  readonly value: number
  /** Whether the new weight was kept. */
  readonly onChange: (value: number) => Promise<boolean>
}

/** Where the thumb stands until the answer with the new weight is there. */
interface Moved {
  readonly from: number
  readonly to: number
}

/** A weight from 0 to 10. It saves when it comes to rest. */
export function Weight({ label, value, onChange }: WeightProps) {
  const [moved, setMoved] = useState<Moved | null>(null)
  const shown = moved?.from === value ? moved.to : value
  const draw = (track: HTMLElement | null) => track?.style.setProperty('--at', `${shown * 10}%`)
  return (
    <Slider
      className={c('weight')}
      minValue={0}
      maxValue={10}
      value={shown}
      onChange={(to) => setMoved({ from: value, to })}
      onChangeEnd={(to) => void onChange(to).then((kept) => kept || setMoved(null))}
    >
      <Label className={c('label')}>{label}</Label>
      <SliderTrack ref={draw} className={c('track')}>
        <SliderThumb className={c('thumb')} />
      </SliderTrack>
      <SliderOutput className={c('number')} />
    </Slider>
  )
}
