// Where one is stands in the address behind the `#`, so that back, forward, reload and the lock all
// return to the same place.
import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { PrintScreen } from '../features/printing/PrintScreen.tsx'
import { SETTINGS_PARTS } from '../features/settings/parts.ts'
import { KitPlace } from '../features/setup/KitPlace.tsx'
import { Door } from './Door.tsx'
import { RouteFailure } from './Failure.tsx'
import { addresses } from './place.ts'
import { screens, type AppScreen } from './screens.ts'
import { screenOf } from './settings-screens.ts'

const root = createRootRoute({ notFoundComponent: ToFirstPlace })

const print = createRoute({
  getParentRoute: () => root,
  path: '/print/$ticket',
  component: PrintScreen,
})

const door = createRoute({ getParentRoute: () => root, id: 'door', component: Door })

const home = createRoute({ getParentRoute: () => door, path: '/', component: ToFirstPlace })

/** Before a workspace is open the door shows these whatever else is; afterwards they are done with. */
const beforeOpening = ['/new', '/restore', '/restore/$file'].map((path) =>
  createRoute({ getParentRoute: () => door, path, component: ToFirstPlace }),
)

const kit = createRoute({ getParentRoute: () => door, path: '/recovery-kit', component: KitPlace })

const places = screens.map(makePlace)

function makePlace({ path, Screen }: AppScreen) {
  const place = createRoute({ getParentRoute: () => door, path, component: Screen })
  const parts = SETTINGS_PARTS.filter((part) => part.path.startsWith(path)).map((part) =>
    createRoute({
      getParentRoute: () => place,
      path: part.path.slice(path.length) || '/',
      component: screenOf(part.words),
    }),
  )
  return parts.length === 0 ? place : place.addChildren(parts)
}

/** An address without a place, or one that is done with, leads to where the day starts. */
function ToFirstPlace() {
  return <Navigate to={screens[0]?.path ?? '/'} replace />
}

export const router = createRouter({
  routeTree: root.addChildren([print, door.addChildren([home, ...beforeOpening, kit, ...places])]),
  history: addresses,
  defaultErrorComponent: RouteFailure,
  defaultPreload: false,
})
