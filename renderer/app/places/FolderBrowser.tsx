// Stands in for the system's folder dialog. Arrow keys walk the list, Enter goes in, Backspace goes
// up, and the path above is a row of links.
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import type { Place } from '../../../shared/files/model.ts'
import { useAnswer } from '../../data/answers.ts'
import type { Browsing } from '../../data/places.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Note } from '../../ui/Note.tsx'
import { Answered } from '../Answered.tsx'
import { api } from '../api.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { FolderList } from './FolderList.tsx'
import { FolderPath } from './FolderPath.tsx'
import { NewFolder } from './NewFolder.tsx'
import css from './FolderBrowser.module.css'

const c = classNames(css)
const words = defineWords('folder-browser', {
  cancel: 'Cancel',
  choose: 'Choose “{{name}}”',
  newFolder: 'New folder',
  readOnly: 'Nothing can be written in this folder. Choose another one.',
})

interface FolderBrowserProps {
  readonly title: string
  readonly browsing: Browsing | null
  /** Whether something will be written there. */
  readonly toWrite?: boolean
  /** Whether it is a workspace that is looked for. */
  readonly forWorkspace?: boolean
}

export function FolderBrowser({ browsing, ...rest }: FolderBrowserProps) {
  return browsing ? <OpenBrowser {...rest} browsing={browsing} /> : null
}

type OpenBrowserProps = FolderBrowserProps & { readonly browsing: Browsing }

function OpenBrowser({ title, browsing, toWrite = false, forWorkspace = false }: OpenBrowserProps) {
  const [here, setHere] = useState<Place>(browsing.from)
  const [naming, setNaming] = useState(false)
  const listing = useAnswer(api.files.list, { folder: here.token })
  const blocked = toWrite && listing.data?.writable === false
  const go = (place: Place) => {
    setNaming(false)
    setHere(place)
  }
  const foot = (
    <>
      {toWrite ? <NewFolderButton isDisabled={blocked} onPress={() => setNaming(true)} /> : null}
      <Choose here={forWorkspace ? null : here} blocked={blocked} onChoose={browsing.choose} />
    </>
  )

  return (
    <Dialog title={title} isOpen wide onClose={() => browsing.choose(null)} foot={foot}>
      <Answered answer={listing}>
        {({ above, entries }) => (
          <>
            <FolderPath above={above} here={here} onGo={go} />
            {naming ? (
              <NewFolder folder={here.token} onMade={go} onLeave={() => setNaming(false)} />
            ) : null}
            {blocked ? <ReadOnlyNote /> : null}
            <FolderList
              key={here.token}
              entries={entries}
              above={above.at(-1) ?? null}
              onGo={go}
              onWorkspace={forWorkspace ? browsing.choose : null}
            />
          </>
        )}
      </Answered>
    </Dialog>
  )
}

function ReadOnlyNote() {
  const t = useWords(words)
  return <Note tone="caution">{t('readOnly')}</Note>
}

interface NewFolderButtonProps {
  readonly isDisabled: boolean
  readonly onPress: () => void
}

function NewFolderButton(props: NewFolderButtonProps) {
  const t = useWords(words)
  return (
    <Button look="quiet" icon={FolderPlus} {...props}>
      {t('newFolder')}
    </Button>
  )
}

interface ChooseProps {
  /** The folder to choose; null where a workspace is chosen from the list instead. */
  readonly here: Place | null
  readonly blocked: boolean
  readonly onChoose: (place: Place | null) => void
}

function Choose({ here, blocked, onChoose }: ChooseProps) {
  const t = useWords(words)
  return (
    <>
      <span className={c('push')} />
      <Button onPress={() => onChoose(null)}>{t('cancel')}</Button>
      {here ? (
        <Button look="primary" isDisabled={blocked} onPress={() => onChoose(here)}>
          {t('choose', { name: here.name })}
        </Button>
      ) : null}
    </>
  )
}
