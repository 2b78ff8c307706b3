// Which of the app's three faces is shown follows from the workspace's own state: start, the first
// run until it is finished, or the workspace.
import { Outlet, useLocation } from '@tanstack/react-router'
import { useAnswer } from '../data/answers.ts'
import { OutcomeDialog } from '../features/backups/OutcomeDialog.tsx'
import { SetupScreen } from '../features/setup/SetupScreen.tsx'
import { StartScreen } from '../features/start/StartScreen.tsx'
import { api } from './api.ts'
import { faceOf } from './door-face.ts'
import { Failure } from './Failure.tsx'
import { Frame } from './Frame.tsx'
import { useWorkspaceCommands } from './frame-commands.ts'
import { SessionContext, useActivity } from './session.ts'
import { Toasts } from './Toasts.tsx'
import { useShortcuts } from './commands.ts'

export function Door() {
  useShortcuts()
  const state = useAnswer(api.workspace.state)
  const { pathname } = useLocation()
  if (state.error) return <Failure error={state.error} onRetry={() => void state.refetch()} />
  if (!state.data) return null
  return (
    <>
      <Face face={faceOf(state.data, pathname)} />
      <Toasts />
    </>
  )
}

function Face({ face }: { readonly face: ReturnType<typeof faceOf> }) {
  switch (face.kind) {
    case 'start':
      return <StartScreen locked={face.locked} />
    case 'setup':
      return <SetupScreen />
    case 'open':
      return (
        <SessionContext value={face.workspace}>
          <OpenWorkspace />
        </SessionContext>
      )
  }
}

function OpenWorkspace() {
  const program = useAnswer(api.program.get)
  useActivity()
  useWorkspaceCommands()
  if (program.error) return <Failure error={program.error} onRetry={() => void program.refetch()} />
  if (!program.data) return null
  // After the first run a kit that is not confirmed (the key was changed) is a place like any other.
  const isSetUp = program.data.startedFrom !== null
  return (
    <>
      {isSetUp ? (
        <Frame>
          <Outlet />
        </Frame>
      ) : (
        <SetupScreen />
      )}
      <OutcomeDialog />
    </>
  )
}
