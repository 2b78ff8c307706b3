import { useState } from 'react'
import type { SecondPlace } from '../../../shared/backups/model.ts'
import type { FileToken } from '../../../shared/files/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatDay, formatTime } from '../../app/formats.ts'
import { announce, announceFailure } from '../../app/notices.ts'
import { FolderBrowser } from '../../app/places/FolderBrowser.tsx'
import { answers, keyOf, useAnswer } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useFolderChoice } from '../../data/places.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { PlaceStatus } from './PlaceStatus.tsx'
import css from './Backups.module.css'

const c = classNames(css)
const words = defineWords('second-place', {
  title: 'Second place',
  none: 'Choose a folder on another disk, such as an external drive. Each backup is copied there too, so that losing this disk is not losing the work. The copies are encrypted like all backups.',
  where: 'Folder',
  copied: 'Last copy',
  at: '{{day}}, {{time}}',
  never: 'Nothing was copied there yet',
  choose: 'Choose a folder…',
  other: 'Choose another folder…',
  stop: 'Stop copying',
  working: 'Copying…',
  chosen: 'Backups are copied to {{where}} from now on',
  stopped: 'Backups are no longer copied. What was copied stays there.',
  browse: 'Choose a folder for the copies',
})

export function SecondPlacePart() {
  const t = useWords(words)
  const place = useAnswer(api.backups.secondPlace)
  return (
    <Panel title={t('title')} padded>
      <Answered answer={place} rows={2}>
        {(shown) => <Place place={shown} />}
      </Answered>
    </Panel>
  )
}

function Place({ place }: { readonly place: SecondPlace }) {
  const t = useWords(words)
  const { folders, working, choose, stop } = usePlaceChoice()
  return (
    <div className={c('stack')}>
      {place.where === null ? (
        <p className={c('muted')}>{t('none')}</p>
      ) : (
        <Facts place={place} where={place.where} />
      )}
      <PlaceStatus place={place} />
      <div className={c('buttons')}>
        <Button isPending={working} onPress={() => void choose()}>
          {working ? t('working') : place.where === null ? t('choose') : t('other')}
        </Button>
        {place.where === null ? null : (
          <Button look="quiet" isPending={working} onPress={() => void stop()}>
            {t('stop')}
          </Button>
        )}
      </div>
      <FolderBrowser title={t('browse')} browsing={folders.browsing} toWrite />
    </div>
  )
}

interface FactsProps {
  readonly place: SecondPlace
  readonly where: string
}

function Facts({ place, where }: FactsProps) {
  const t = useWords(words)
  const { copiedAt } = place
  return (
    <dl className={c('facts')}>
      <dt>{t('where')}</dt>
      <dd>{where}</dd>
      <dt>{t('copied')}</dt>
      <dd>
        {copiedAt === null
          ? t('never')
          : t('at', { day: formatDay(copiedAt), time: formatTime(copiedAt) })}
      </dd>
    </dl>
  )
}

function usePlaceChoice() {
  const t = useWords(words)
  const folders = useFolderChoice()
  const [working, setWorking] = useState(false)

  async function change(folder: FileToken | null): Promise<SecondPlace | null> {
    setWorking(true)
    const outcome = await settle(api.backups.chooseSecondPlace({ folder }))
    setWorking(false)
    void answers.invalidateQueries({ queryKey: keyOf(api.backups.list) })
    if (!outcome.ok) announceFailure(outcome.error)
    if (!outcome.ok) return null
    answers.setQueryData(keyOf(api.backups.secondPlace), outcome.value)
    return outcome.value
  }
  async function choose(): Promise<void> {
    const folder = await folders.chooseFolder()
    const place = folder && (await change(folder.token))
    if (place) announce({ tone: 'positive', text: t('chosen', { where: place.where ?? '' }) })
  }
  async function stop(): Promise<void> {
    const place = await change(null)
    if (place) announce({ tone: 'neutral', text: t('stopped') })
  }
  return { folders, working, choose, stop }
}
