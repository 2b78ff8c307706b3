import { useLocation } from '@tanstack/react-router'
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
import type { RecentKey, RecentWorkspace } from '../../../shared/workspace/model.ts'
import { backupToRestore } from '../backups/view.ts'
import { DoorStep } from './DoorStep.tsx'
import { FirstRun } from './FirstRun.tsx'
import { useOpenFolder } from './open-folder.ts'
import { RecentList } from './RecentList.tsx'
import { RestoreFileStep } from './RestoreFileForm.tsx'
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
  useTextSizeCommands()
  useHandler('file.new', startNew)
  useHandler('file.open', open)

  return (
    <div className={c('window')}>
      <MenuBar />
      <Answered answer={recent}>
        {(list) => (
          <Start
            recent={list}
            chosen={chosenWorkspace(list, picked, locked)}
            locked={locked}
            onChoose={pick}
            onLocate={(key) => void openFolder(key)}
            onNew={startNew}
            onOpen={open}
          />
        )}
      </Answered>
      <FolderBrowser title={t('choose')} browsing={browsing} forWorkspace />
      <ShortcutSheet />
    </div>
  )
}

interface StartProps extends StartScreenProps {
  readonly recent: readonly RecentWorkspace[]
  readonly chosen: RecentWorkspace | null
  readonly onChoose: (key: RecentKey) => void
  readonly onLocate: (key: RecentKey) => void
  readonly onNew: () => void
  readonly onOpen: () => void
}

function Start({ recent, chosen, locked, onChoose, onLocate, onNew, onOpen }: StartProps) {
  const { pathname } = useLocation()
  const restoringFile = pathname === '/restore'
  const restoreFile = () => goTo('/restore')
  const leave = () => goTo('/today')
  if (!chosen && restoringFile) return <RestoreFileStep onBack={leave} />
  if (!chosen) return <FirstRun onNew={onNew} onOpen={onOpen} onRestore={restoreFile} />
  const choose = (key: RecentKey) => {
    if (restoringFile) leave()
    onChoose(key)
  }
  return (
    <div className={c('start')}>
      <RecentList
        recent={recent}
        chosen={restoringFile ? null : chosen.key}
        onChoose={choose}
        onLocate={onLocate}
        onNew={onNew}
        onOpen={onOpen}
        onRestore={restoreFile}
      />
      {restoringFile ? (
        <RestoreFileStep onBack={leave} />
      ) : (
        <DoorStep
          key={chosen.key}
          workspace={chosen}
          locked={locked}
          wanted={locked?.key === chosen.key ? backupToRestore(pathname) : null}
          onLocate={onLocate}
        />
      )}
    </div>
  )
}
