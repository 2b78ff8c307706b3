// Where one is stands in the address behind the `#`, so that back, forward, reload and the lock all
// return to the same place.
import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { PrintScreen } from '../features/printing/PrintScreen.tsx'
import { Door } from './Door.tsx'
import { RouteFailure } from './Failure.tsx'
import { addresses } from './place.ts'
import { screens } from './screens.ts'

const root = createRootRoute({ notFoundComponent: ToFirstPlace })

const print = createRoute({
  getParentRoute: () => root,
  path: '/print/$ticket',
  component: PrintScreen,
})

const door = createRoute({ getParentRoute: () => root, id: 'door', component: Door })

const home = createRoute({ getParentRoute: () => door, path: '/', component: ToFirstPlace })

/** The first run; the door shows it whatever else is open. */
const setup = createRoute({ getParentRoute: () => door, path: '/new', component: ToFirstPlace })

const places = screens.map(({ path, Screen }) =>
  createRoute({ getParentRoute: () => door, path, component: Screen }),
)

/** An address without a place, or one that is done with, leads to where the day starts. */
function ToFirstPlace() {
  return <Navigate to={screens[0]?.path ?? '/'} replace />
}

export const router = createRouter({
  routeTree: root.addChildren([print, door.addChildren([home, setup, ...places])]),
  history: addresses,
  defaultErrorComponent: RouteFailure,
  defaultPreload: false,
})
