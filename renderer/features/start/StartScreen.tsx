import type { LockedState } from '../../app/door-face.ts'
import { Answered } from '../../app/Answered.tsx'
import { api } from '../../app/api.ts'
import { useHandler } from '../../app/commands.ts'
import { useTextSizeCommands } from '../../app/frame-commands.ts'
import { MenuBar } from '../../app/MenuBar.tsx'
import { FolderBrowser } from '../../app/places/FolderBrowser.tsx'
import { goTo } from '../../app/place.ts'
import { ShortcutSheet } from '../../app/ShortcutSheet.tsx'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { classNames } from '../../ui/classes.ts'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { DoorStep } from './DoorStep.tsx'
import { FirstRun } from './FirstRun.tsx'
import { useOpenFolder } from './open-folder.ts'
import { RecentList } from './RecentList.tsx'
import { chosenWorkspace } from './view.ts'
import css from './StartScreen.module.css'

const c = classNames(css)
const words = defineWords('start', { choose: 'Choose a workspace' })

interface StartScreenProps {
  readonly locked: LockedState | null
}

export function StartScreen({ locked }: StartScreenProps) {
  const t = useWords(words)
  const recent = useAnswer(api.workspace.recent)
  const { picked, pick, openFolder, browsing } = useOpenFolder()
  const startNew = () => goTo('/new')
  const open = () => void openFolder(null)
  const locate = (key: RecentKey) => void openFolder(key)
  useTextSizeCommands()
  useHandler('file.new', startNew)
  useHandler('file.open', open)

  return (
    <div className={c('window')}>
      <MenuBar />
      <Answered answer={recent}>
        {(list) => {
          const chosen = chosenWorkspace(list, picked, locked)
          if (!chosen) return <FirstRun onNew={startNew} onOpen={open} />
          return (
            <div className={c('start')}>
              <RecentList
                recent={list}
                chosen={chosen.key}
                onChoose={pick}
                onLocate={locate}
                onNew={startNew}
                onOpen={open}
              />
              <DoorStep key={chosen.key} workspace={chosen} locked={locked} onLocate={locate} />
            </div>
          )
        }}
      </Answered>
      <FolderBrowser title={t('choose')} browsing={browsing} forWorkspace />
      <ShortcutSheet />
    </div>
  )
}
