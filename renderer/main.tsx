import './app/bridge.ts'
import '@fontsource-variable/inter/opsz.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from 'react-aria-components'
import { Appearance } from './app/Appearance.tsx'
import { followMenu } from './app/commands.ts'
import { ErrorBoundary } from './app/ErrorBoundary.tsx'
import { registerScreens } from './app/register-screens.ts'
import { router } from './app/router.tsx'
import { followLock, followTrouble } from './app/session.ts'
import { region } from './locales/words.ts'
import { answers, followChanges } from './data/answers.ts'

followChanges()
followLock()
followTrouble()
followMenu()
registerScreens()

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no root')

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={answers}>
        <I18nProvider locale={region()}>
          <Appearance />
          <RouterProvider router={router} />
        </I18nProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)
