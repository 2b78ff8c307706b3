// The address behind the `#`, kept apart from the routes so that anything may go somewhere without
// knowing what is there.
import { createHashHistory } from '@tanstack/react-router'

export const addresses = createHashHistory()

export function goTo(path: string): void {
  addresses.push(path)
}
