import { Printer } from 'lucide-react'
import type { Rotation } from '../../../shared/access/model.ts'
import { goTo } from '../../app/place.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Status } from '../../ui/Glyph.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-key-changed', {
  title: 'The workspace has a new key',
  repacked_one: '{{count}} backup was encrypted again',
  repacked_other: '{{count}} backups were encrypted again',
  left: 'These backups could not be encrypted again. They open with the old recovery kit only:',
  lost: 'Add these people again, each with a new passphrase:',
  next: 'The page printed before opens this workspace no more. Print the new one now and show that you have it.',
  later: 'Later',
  print: 'Print the new recovery kit',
})

interface KeyChangedProps {
  readonly rotation: Rotation
  readonly onClose: () => void
}

/** What the new key left behind, and the one next step. */
export function KeyChanged({ rotation, onClose }: KeyChangedProps) {
  const t = useWords(words)
  const { repacked, leftBehind, lostAccess } = rotation
  const print = () => {
    onClose()
    goTo('/recovery-kit')
  }
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('later')}</Button>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one next step */}
          <Button autoFocus look="primary" icon={Printer} onPress={print}>
            {t('print')}
          </Button>
        </>
      }
    >
      <Status tone="positive">{t('repacked', { count: repacked })}</Status>
      <Names intro={t('left')} names={leftBehind} />
      <Names intro={t('lost')} names={lostAccess} />
      <p className={c('prose')}>{t('next')}</p>
    </Dialog>
  )
}

interface NamesProps {
  readonly intro: string
  readonly names: readonly string[]
}

function Names({ intro, names }: NamesProps) {
  if (names.length === 0) return null
  return (
    <div className={c('prose')}>
      <p>{intro}</p>
      <ul className={c('names')}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  )
}
