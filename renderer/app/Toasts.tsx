import { X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { Button, IconButton } from '../ui/Button.tsx'
import { classNames } from '../ui/classes.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { Keys } from '../ui/Keys.tsx'
import { notices } from './notices.ts'
import { nameCommand } from './sentences.ts'
import { keysOf, runCommand } from './commands.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './Toasts.module.css'

const c = classNames(css)
const words = defineWords('notices', { notices: 'Notices', dismiss: 'Dismiss' })

export function Toasts() {
  const t = useWords(words)
  return (
    <ToastRegion queue={notices} className={c('region')} aria-label={t('notices')}>
      {({ toast }) => (
        <Toast toast={toast} className={c('toast')}>
          <Glyph tone={toast.content.tone} />
          <ToastContent className={c('content')}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action ? (
            <Button
              size="small"
              onPress={() => {
                notices.close(toast.key)
                runCommand(toast.content.action ?? 'edit.undo')
              }}
            >
              {nameCommand(toast.content.action)}
              <Keys keys={keysOf(toast.content.action) ?? ''} />
            </Button>
          ) : null}
          <IconButton
            size="small"
            icon={X}
            name={t('dismiss')}
            onPress={() => notices.close(toast.key)}
          />
        </Toast>
      )}
    </ToastRegion>
  )
}
