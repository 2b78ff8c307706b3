import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { Region } from '../../app/Region.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { IconButton } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { StepsTab } from './StepsTab.tsx'
import { TrashTab } from './TrashTab.tsx'
import css from './History.module.css'

const c = classNames(css)
const words = defineWords('history', {
  title: 'History',
  close: 'Close history',
  steps: 'Steps',
  trash: 'Trash',
})

export function HistoryPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The tabs are drawn in a second pass, after this one.
    const frame = requestAnimationFrame(() =>
      panel.current?.querySelector<HTMLElement>('[role="tab"]')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [])
  const leave = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  return (
    <Region role="complementary" name={t('title')} className={c('panel')}>
      <div ref={panel} className={c('inside')} role="presentation" onKeyDown={leave}>
        <div className={c('head')}>
          <h2>{t('title')}</h2>
          <IconButton size="small" icon={X} name={t('close')} onPress={onClose} />
        </div>
        <Tabs className={c('tabs')}>
          <TabList className={c('tabList')} aria-label={t('title')}>
            <Tab id="steps" className={c('tab')}>
              {t('steps')}
            </Tab>
            <Tab id="trash" className={c('tab')}>
              {t('trash')}
            </Tab>
          </TabList>
          <TabPanel id="steps" className={c('tabPanel')}>
            <StepsTab />
          </TabPanel>
          <TabPanel id="trash" className={c('tabPanel')}>
            <TrashTab />
          </TabPanel>
        </Tabs>
      </div>
    </Region>
  )
}
